// RUN: %check_asyncsafe -checks=asyncsafe-interruptible-cleanup %s %t -- -std=c++17
// A handler that is left before it takes a count back.
#include <atomic>
#include <stdexcept>

static std::atomic<int> running;
bool is_idle() { return running == 0; }
void work(int guest) {
  if (guest < 0)
    throw std::invalid_argument("guest");
}
void tell(const char *what);
void report(const char *what) {
  if (!what)
    throw std::runtime_error("nothing to tell");
  tell(what);
}

void back_first_ok(int guest, const char *what) {
  running++;
  try {
    work(guest);
  } catch (...) {
    running--;
    report(what);
    return;
  }
  running--;
}

void back_last(int guest, const char *what) {
  running++;
  try {
    work(guest);
  } catch (...) {
    report(what);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler can be left here before it releases a count in
    // 'running' [asyncsafe-interruptible-cleanup]
    running--;
    return;
  }
  running--;
}
