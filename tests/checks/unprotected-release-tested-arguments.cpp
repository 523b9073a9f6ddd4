// RUN: %check_asyncsafe %s %t -- -std=c++20
// A test that is passed to a call decides whether that throws: `check(fd >= 0)` throws if nothing was opened.
#include <cerrno>
#include <fcntl.h>
#include <pthread.h>
#include <stdexcept>
#include <stdlib.h>
#include <sys/mman.h>
#include <system_error>
#include <unistd.h>

void work() noexcept;
inline void throw_on(bool failed, const char *what) {
  if (failed)
    throw std::system_error(errno, std::generic_category(), what);
}
inline void require(bool holds) {
  if (!holds)
    throw std::runtime_error("required");
}
inline void hand_on(const char *, bool holds) { require(holds); }
struct Guard {
  explicit Guard(bool holds) { require(holds); }
};
// Nothing is known of it.
void unknown_check(bool holds);
// It throws whatever it is told.
inline void note(bool open) { throw std::runtime_error(open ? "open" : "closed"); }
class Result {
public:
  explicit Result(bool passed) : passed(passed) {}
  bool passed;
};
void report(const Result &result) noexcept;

//===--- Silent -----------------------------------------------------------===//

void throws_if_failed_ok(const char *name) {
  int fd = open(name, O_RDONLY);
  throw_on(fd == -1, "open");
  work();
  close(fd);
}
void required_ok(const char *name) {
  int fd = open(name, O_RDONLY);
  require(fd >= 0);
  close(fd);
}
void constant_first_ok(const char *name) {
  int fd = open(name, O_RDONLY);
  require(0 <= fd);
  close(fd);
}
void pointer_ok() {
  void *p = malloc(10);
  require(p);
  free(p);
}
void no_pointer_ok() {
  void *p = malloc(10);
  throw_on(!p, "malloc");
  free(p);
}
void mapping_ok(int fd) {
  void *p = mmap(nullptr, 10, PROT_READ, MAP_SHARED, fd, 0);
  throw_on(p == MAP_FAILED, "mmap");
  munmap(p, 10);
}
void handed_on_ok(const char *name) {
  int fd = open(name, O_RDONLY);
  hand_on("open", fd >= 0);
  close(fd);
}
void constructor_ok(const char *name) {
  int fd = open(name, O_RDONLY);
  Guard guard(fd >= 0);
  close(fd);
}
void lock_ok(pthread_mutex_t *m) {
  throw_on(pthread_mutex_lock(m) != 0, "lock");
  work();
  pthread_mutex_unlock(m);
}
// What tests nothing leaves the lock as it is: that it was not taken twice.
void taken_before_ok(pthread_mutex_t *m) {
  pthread_mutex_lock(m);
  report(Result(!pthread_mutex_trylock(m)));
  work();
  pthread_mutex_unlock(m);
}

//===--- Alarms -----------------------------------------------------------===//

void another_test_bad(const char *name, int guest) {
  int fd = open(name, O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'fd' is acquired here and not released if 'throw_on' throws [asyncsafe-unprotected-release]
  throw_on(fd == -1, "open");
  throw_on(guest < 0, "guest");
  close(fd);
}
void the_wrong_way_bad(const char *name) {
  int fd = open(name, O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'fd' is acquired here and not released if 'require' throws [asyncsafe-unprotected-release]
  require(fd == -1);
  close(fd);
}
void later_failure_bad(const char *name) {
  int fd = open(name, O_RDWR);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'fd' is acquired here and not released if 'throw_on' throws [asyncsafe-unprotected-release]
  throw_on(fd == -1, "open");
  throw_on(ftruncate(fd, 0) == -1, "ftruncate");
  close(fd);
}
void throws_anyway_bad(const char *name, bool early) {
  int fd = open(name, O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'fd' is acquired here and not released if 'note' throws [asyncsafe-unprotected-release]
  if (early)
    note(fd >= 0);
  close(fd);
}
