// RUN: %check_asyncsafe -checks=asyncsafe-cancellation-in-noexcept %s %t -- -std=c++20
// Cancellation points in functions that no exception may leave.
#include <cxxabi.h>
#include <pthread.h>
#include <unistd.h>

void report() noexcept;

struct masked_ok {
  int fd;
  ~masked_ok() {
    int old;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
    close(fd);
    pthread_setcancelstate(old, nullptr);
  }
};

struct may_throw_ok {
  int fd;
  ~may_throw_ok() noexcept(false) { close(fd); }
};

/* Not a cancellation point. */
struct unlocks_ok {
  pthread_mutex_t *m;
  ~unlocks_ok() { pthread_mutex_unlock(m); }
};

static void plain_ok(int fd) { close(fd); }

static void noexcept_false_ok(int fd) noexcept(false) { close(fd); }

static void no_point_ok(int fd) noexcept {
  if (fd < 0)
    report();
}

struct closes_bad {
  int fd;
  ~closes_bad() { close(fd); }
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the thread can be cancelled here, inside the destructor 'closes_bad::~closes_bad', which no exception may leave [asyncsafe-cancellation-in-noexcept]
};

static void says_so_bad(int fd) noexcept {
  write(fd, "x", 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the thread can be cancelled here, inside the noexcept function 'says_so_bad', which no exception may leave [asyncsafe-cancellation-in-noexcept]
  close(fd);
}

static void inner(int fd) { write(fd, "x", 1); }
static void through_callee_bad(int fd) noexcept {
  inner(fd);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the thread can be cancelled here, inside the noexcept function 'through_callee_bad', which no exception may leave [asyncsafe-cancellation-in-noexcept]
}

static void rethrown_bad(int fd) noexcept {
  try {
    pause();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the thread can be cancelled here, inside the noexcept function 'rethrown_bad', which no exception may leave [asyncsafe-cancellation-in-noexcept]
  } catch (abi::__forced_unwind &) {
    report();
    throw;
  }
}

static void *worker(void *argument) {
  int fd = *static_cast<int *>(argument);
  masked_ok a{fd};
  may_throw_ok b{fd};
  unlocks_ok c{nullptr};
  closes_bad d{fd};
  plain_ok(fd);
  noexcept_false_ok(fd);
  no_point_ok(fd);
  says_so_bad(fd);
  through_callee_bad(fd);
  rethrown_bad(fd);
  return nullptr;
}
void start(pthread_t *t, int *fd) { pthread_create(t, nullptr, worker, fd); }
void stop(pthread_t t) { pthread_cancel(t); }
