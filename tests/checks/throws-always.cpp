// RUN: %check_asyncsafe -checks=asyncsafe-release-without-acquire,asyncsafe-unprotected-release %s %t -- -std=c++20
// A function that always throws ends the path on which something has failed.
#include <pthread.h>
#include <system_error>

int work();
static pthread_mutex_t mutex;

static void fail(int code) { throw std::system_error(code, std::generic_category()); }
static void parse() { throw 1; }

static void fails_ok() {
  if (int code = pthread_mutex_lock(&mutex))
    fail(code);
  pthread_mutex_unlock(&mutex);
}

static void always() {
  pthread_mutex_lock(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'mutex' is acquired here and not released if 'parse' throws [asyncsafe-unprotected-release]
  parse();
  pthread_mutex_unlock(&mutex);
}

int main() {
  try {
    fails_ok();
    always();
  } catch (...) {
  }
}
