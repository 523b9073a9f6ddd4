// RUN: %check_asyncsafe -checks=asyncsafe-state-not-restored %s %t -- -std=c++20
// Functions that are the acquisition: where they release the lock, they throw, or answer that they do not have it.
#include <cerrno>
#include <fcntl.h>
#include <pthread.h>
#include <stdexcept>

const char *describe(int why);

//===--- Silent -----------------------------------------------------------===//

class ProcessLock {
public:
  bool try_lock_ok() {
    if (pthread_rwlock_trywrlock(&lock) != 0)
      return false;
    struct flock region = {};
    int failed;
    while ((failed = fcntl(fd, F_SETLKW, &region)) != 0 && errno == EINTR)
      ;
    if (failed == 0)
      return true;
    int why = errno;
    pthread_rwlock_unlock(&lock);
    if (why == EACCES || why == EAGAIN)
      return false;
    throw std::runtime_error(describe(why));
  }
  void lock_ok() {
    pthread_rwlock_wrlock(&lock);
    struct flock region = {};
    int failed;
    while ((failed = fcntl(fd, F_SETLKW, &region)) != 0 && errno == EINTR)
      ;
    if (failed == 0)
      return;
    pthread_rwlock_unlock(&lock);
    throw std::runtime_error("lock");
  }

  //===--- Alarms ---------------------------------------------------------===//

  int reports_bad() {
    if (pthread_rwlock_trywrlock(&lock) != 0)
      return -1;
    // CHECK-MESSAGES: :[[@LINE-2]]:9: warning: lock 'lock' is acquired here and not released on a path that returns early [asyncsafe-state-not-restored]
    struct flock region = {};
    if (fcntl(fd, F_SETLKW, &region) < 0)
      return -2;
    pthread_rwlock_unlock(&lock);
    return 0;
  }
  void throws_perhaps_bad(bool insist) {
    pthread_rwlock_wrlock(&lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'lock' is acquired here and not released on a path that returns early [asyncsafe-state-not-restored]
    struct flock region = {};
    if (fcntl(fd, F_SETLKW, &region) < 0)
      return;
    pthread_rwlock_unlock(&lock);
    if (insist)
      throw std::runtime_error("lock");
  }
  void serves_bad() {
    for (;;) {
      pthread_rwlock_wrlock(&lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: lock 'lock' is acquired here and not released on a path that returns early [asyncsafe-state-not-restored]
      struct flock region = {};
      if (fcntl(fd, F_SETLKW, &region) < 0)
        return;
      pthread_rwlock_unlock(&lock);
    }
  }

private:
  pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
  int fd = -1;
};
void use(ProcessLock &lock) {
  lock.reports_bad();
  lock.throws_perhaps_bad(true);
  lock.serves_bad();
}
