// RUN: %check_asyncsafe -checks=asyncsafe-state-not-restored,asyncsafe-release-without-acquire %s %t -- %mock
// -std=c++20 A wrapper that says by the value of a test whether it has the lock: `return (res == 0);`.
#include <pthread.h>
#include <stdio.h>

struct Mutex {
  pthread_mutex_t fMutex;
  bool Lock() {
    int res = pthread_mutex_lock(&fMutex);
    if (res != 0)
      fprintf(stderr, "Lock res = %d\n", res);
    return (res == 0);
  }
  bool Trylock() { return (pthread_mutex_trylock(&fMutex) == 0); }
  bool Unlock() {
    int res = pthread_mutex_unlock(&fMutex);
    if (res != 0)
      fprintf(stderr, "Unlock res = %d\n", res);
    return (res == 0);
  }
};

/// By the bodies alone: the names say nothing.
struct Plain {
  pthread_mutex_t fMutex;
  bool take() {
    int res = pthread_mutex_lock(&fMutex);
    if (res != 0)
      fprintf(stderr, "take res = %d\n", res);
    return (res == 0);
  }
  bool isTaken() { return !(pthread_mutex_trylock(&fMutex) == 0); }
  int code() { return pthread_mutex_trylock(&fMutex) != 0; }
  void give() { pthread_mutex_unlock(&fMutex); }
};

Mutex guard;
Plain plain;
int value;

bool lock_ok() {
  if (guard.Lock()) {
    ++value;
    guard.Unlock();
  } else {
    fputs("cannot be taken\n", stderr);
  }
  return false;
}
int try_ok() {
  if (!guard.Trylock())
    return -1;
  ++value;
  guard.Unlock();
  return 0;
}
int take_ok() {
  if (!plain.take())
    return -1;
  ++value;
  plain.give();
  return 0;
}
int negated_ok() {
  if (plain.isTaken())
    return -1;
  ++value;
  plain.give();
  return 0;
}
int code_ok() {
  int rc = plain.code();
  if (rc)
    return -1;
  ++value;
  plain.give();
  return 0;
}

void relocks_ok(int n) {
  if (guard.Lock()) {
    while (n--) {
      guard.Unlock();
      ++value;
      guard.Lock();
    }
    guard.Unlock();
  }
}

// Without a body.
struct UucpLock {
  virtual bool lock();
  virtual void unlock();
};
bool poll_ok(UucpLock &modem) {
  if (!modem.lock())
    return false;
  modem.unlock();
  return true;
}
struct AlwaysLock {
  void lock();
  void unlock();
};
int always_bad(AlwaysLock &lock, int n) {
  lock.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'lock' is acquired here and not released on a path that
  // returns early [asyncsafe-state-not-restored]
  if (n < 0)
    return -1;
  lock.unlock();
  return 0;
}

int left_bad(int n) {
  if (!guard.Lock())
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: lock 'guard' is acquired here and not released on a path that
    // returns early [asyncsafe-state-not-restored]
    return -1;
  if (n < 0)
    return -2;
  value += n;
  guard.Unlock();
  return 0;
}
int left_after_take_bad(int n) {
  if (!plain.take())
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: lock 'plain.fMutex' is acquired here and not released on a path that returns early [asyncsafe-state-not-restored]
    return -1;
  if (n < 0)
    return -2;
  value += n;
  plain.give();
  return 0;
}
int left_after_try_bad(int n) {
  if (plain.isTaken())
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: lock 'plain.fMutex' is acquired here and not released on a path that
    // returns early [asyncsafe-state-not-restored]
    return -1;
  if (n < 0)
    return -2;
  value += n;
  plain.give();
  return 0;
}
