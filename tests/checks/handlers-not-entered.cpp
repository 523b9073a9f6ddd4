// What only a handler does that nothing enters is not done.
// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-mishandled -- -std=c++17
#include <errno.h>
#include <unistd.h>
void work();
void around_noexcept(int fd) {
  try {
    [&]() noexcept { work(); }();
  } catch (...) {
    while (close(fd) && errno == EINTR) {
    }
  }
}
void around_what_throws(int fd) {
  try {
    [&]() { work(); }();
  } catch (...) {
    while (close(fd) && errno == EINTR) {
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'close' is retried after EINTR, but Linux has already closed the descriptor; its number may have been reused [asyncsafe-eintr-mishandled]
    }
  }
}
