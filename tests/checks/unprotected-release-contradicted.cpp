// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unprotected-release -- -std=c++17
// A branch that an earlier test of the same variable excludes.
#include <pthread.h>
#include <stddef.h>
extern "C" {
void *malloc(size_t);
void free(void *);
long read(int, void *, size_t);
}
struct failed {};
extern pthread_cond_t moved;
extern pthread_mutex_t gate;
void note(int &);
void take(const char *, long);

//===--- right ---===//

long all_ok(int from) {
  char *buffer = static_cast<char *>(malloc(255));
  long sum = 0;
  for (long n; (n = read(from, buffer, 255)) > 0;) {
    if (n < 0)
      throw failed();
    take("all", 3);
    sum += n;
  }
  free(buffer);
  return sum;
}

void stored_ok() {
  void *held = malloc(1);
  int left = 0;
  if (left != 0)
    throw failed();
  free(held);
}

void declared_before_ok() {
  void *held = malloc(1);
  int failure;
  failure = pthread_cond_signal(&moved);
  if (failure != 0)
    throw failed();
  free(held);
}

//===--- wrong ---===//

void may_fail(bool lock) {
  void *held = malloc(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: memory 'held' is acquired here and not released if the exception below is thrown [asyncsafe-unprotected-release]
  int failure;
  failure = pthread_cond_signal(&moved);
  if (lock)
    failure = pthread_mutex_lock(&gate);
  if (failure != 0)
    throw failed();
  if (lock)
    pthread_mutex_unlock(&gate);
  free(held);
}

long all(int from) {
  char *buffer = static_cast<char *>(malloc(255));
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: memory 'buffer' is acquired here and not released if the exception below is thrown [asyncsafe-unprotected-release]
  long sum = 0;
  for (long n; (n = read(from, buffer, 255)) != 0;) {
    if (n < 0)
      throw failed();
    sum += n;
  }
  free(buffer);
  return sum;
}

// Read again in between.
long again(int from) {
  char *buffer = static_cast<char *>(malloc(255));
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: memory 'buffer' is acquired here and not released if the exception below is thrown [asyncsafe-unprotected-release]
  long n = read(from, buffer, 255);
  if (n > 0) {
    n = read(from, buffer, 255);
    if (n < 0)
      throw failed();
  }
  free(buffer);
  return n;
}

// A reference changes it, and so does a lambda.
void changed(int left) {
  void *held = malloc(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: memory 'held' is acquired here and not released if the exception below is thrown [asyncsafe-unprotected-release]
  int by_reference = 0;
  note(by_reference);
  if (by_reference != 0)
    throw failed();
  free(held);
}
void by_lambda(int left) {
  void *held = malloc(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: memory 'held' is acquired here and not released if the exception below is thrown [asyncsafe-unprotected-release]
  int count = 0;
  auto more = [&] { count = left; };
  more();
  if (count != 0)
    throw failed();
  free(held);
}
// Through a pointer.
void by_pointer(int **where) {
  void *held = malloc(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: memory 'held' is acquired here and not released if the exception below is thrown [asyncsafe-unprotected-release]
  int count = 0;
  *where = &count;
  note(**where);
  if (count != 0)
    throw failed();
  free(held);
}
// In the next turn of the loop.
void turns(int most) {
  void *held = malloc(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: memory 'held' is acquired here and not released if the exception below is thrown [asyncsafe-unprotected-release]
  int turn = 0;
  while (most--) {
    if (turn == 3)
      throw failed();
    ++turn;
  }
  free(held);
}
