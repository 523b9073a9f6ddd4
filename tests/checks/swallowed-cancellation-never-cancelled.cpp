// RUN: %check_asyncsafe -checks=asyncsafe-swallowed-cancellation,asyncsafe-cancellation-in-noexcept %s %t -- -std=c++20
// Without cancellation, a handler of all exceptions is an ordinary one.
#include <pthread.h>
#include <unistd.h>

void consume(const char *, long);
void report();

void swallows_ok(char *b) {
  try {
    consume(b, read(0, b, 1));
  } catch (...) {
    report();
  }
}
struct connection {
  int fd;
  ~connection() { close(fd); }
};
void *worker(void *argument) {
  connection c{3};
  swallows_ok(static_cast<char *>(argument));
  return nullptr;
}
void start(pthread_t *t, char *b) { pthread_create(t, nullptr, worker, b); }
