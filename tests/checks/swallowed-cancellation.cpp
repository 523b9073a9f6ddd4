// RUN: %check_asyncsafe -checks=asyncsafe-swallowed-cancellation %s %t -- %mock -std=c++20
// Handlers around cancellation points.
#include <cxxabi.h>
#include <exception>
#include <pthread.h>
#include <unistd.h>

void consume(const char *, long);
void report();
bool again();
struct error {};

static void rethrows_ok(char *b) {
  try {
    consume(b, read(0, b, 1));
  } catch (...) {
    report();
    throw;
  }
}

static void ends_ok(char *b) {
  try {
    consume(b, read(0, b, 1));
  } catch (...) {
    report();
    std::terminate();
  }
}

static void named_before_ok(char *b) {
  try {
    consume(b, read(0, b, 1));
  } catch (abi::__forced_unwind &) {
    throw;
  } catch (...) {
    report();
  }
}

/* Exceptions of its own only. */
static void by_type_ok(char *b) {
  try {
    consume(b, read(0, b, 1));
  } catch (const error &) {
    report();
  }
}

/* No cancellation point. */
static void no_point_ok() {
  try {
    throw error();
  } catch (...) {
    report();
  }
}

static void masked_ok(char *b) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  try {
    consume(b, read(0, b, 1));
  } catch (...) {
    report();
  }
  pthread_setcancelstate(old, nullptr);
}

/* Sorts exceptions: throws the current one again. */
static void sort_out() {
  try {
    throw;
  } catch (const error &) {
    report();
  }
}
static void sorted_ok(char *b) {
  try {
    consume(b, read(0, b, 1));
  } catch (...) {
    sort_out();
  }
}

static void swallowed_bad(char *b) {
  try {
    consume(b, read(0, b, 1));
  } catch (...) {
    report();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler ends the cancellation of the thread, which must be rethrown [asyncsafe-swallowed-cancellation]
  }
}

static void empty_bad(char *b) {
  try {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this handler ends the cancellation of the thread, which must be rethrown [asyncsafe-swallowed-cancellation]
    consume(b, read(0, b, 1));
  } catch (...) {
  }
}

/* Another exception ends it as well. */
static void translated_bad(char *b) {
  try {
    consume(b, read(0, b, 1));
  } catch (...) {
    if (again())
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this handler ends the cancellation of the thread, which must be rethrown [asyncsafe-swallowed-cancellation]
      return;
    throw;
  }
}

/* By its type, and not passed on. */
static void forced_bad(char *b) {
  try {
    consume(b, read(0, b, 1));
  } catch (abi::__forced_unwind &) {
    report();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler ends the cancellation of the thread, which must be rethrown [asyncsafe-swallowed-cancellation]
  }
}

static void inner(char *b) { consume(b, read(0, b, 1)); }
static void through_callee_bad(char *b) {
  try {
    inner(b);
  } catch (...) {
    report();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler ends the cancellation of the thread, which must be rethrown [asyncsafe-swallowed-cancellation]
  }
}

/* The outer handler gets what the inner one passes on. */
static void outer_bad(char *b) {
  try {
    try {
      consume(b, read(0, b, 1));
    } catch (...) {
      throw;
    }
  } catch (...) {
    report();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler ends the cancellation of the thread, which must be rethrown [asyncsafe-swallowed-cancellation]
  }
}

static void *worker(void *argument) {
  char *b = static_cast<char *>(argument);
  rethrows_ok(b);
  ends_ok(b);
  named_before_ok(b);
  by_type_ok(b);
  no_point_ok();
  masked_ok(b);
  sorted_ok(b);
  swallowed_bad(b);
  empty_bad(b);
  translated_bad(b);
  forced_bad(b);
  through_callee_bad(b);
  outer_bad(b);
  return argument;
}
void start(pthread_t *t, char *b) { pthread_create(t, nullptr, worker, b); }
void stop(pthread_t t) { pthread_cancel(t); }
