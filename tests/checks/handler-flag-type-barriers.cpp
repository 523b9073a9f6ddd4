// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-flag-type -option=Level=error -- -std=c++20
// The fences of the C++ library, as those of C.
#include <atomic>
#include <csignal>

static int signal_ok, thread_ok;
static int order_bad;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'order_bad' is shared with the handler of SIGTERM

static void on_term(int sig) { signal_ok = thread_ok = order_bad = sig; }

static std::memory_order order() { return std::memory_order_seq_cst; }

int main() {
  std::signal(SIGTERM, on_term);
  while (!signal_ok)
    std::atomic_signal_fence(std::memory_order_seq_cst);
  while (!thread_ok)
    std::atomic_thread_fence(order());
  while (!order_bad)
    order();
}
