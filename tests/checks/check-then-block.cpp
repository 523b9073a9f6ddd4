// RUN: %check_asyncsafe %s %t -checks=asyncsafe-check-then-block -- -std=c++20
// Flags of C++: atomics, members, lambdas as handlers.
#include <atomic>
#include <csignal>
#include <sys/socket.h>

static std::atomic<bool> stop{false};
static volatile std::sig_atomic_t running = 1;

void install() {
  struct sigaction action = {};
  action.sa_handler = [](int) { stop = true; };
  sigaction(SIGTERM, &action, nullptr);
  action.sa_handler = [](int) { running = 0; };
  sigaction(SIGINT, &action, nullptr);
}

void use(int);

struct Server {
  int Listener;
  bool asked() const { return stop.load(std::memory_order_relaxed); }
  void serve_bad() {
    while (!asked())
      use(accept(Listener, nullptr, nullptr));
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'accept' blocks without noticing a signal that arrives after the test of 'stop' [asyncsafe-check-then-block]
  }
  void serve_while_running_bad() {
    while (running)
      use(accept(Listener, nullptr, nullptr));
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'accept' blocks without noticing a signal that arrives after the test of 'running' [asyncsafe-check-then-block]
  }
  void serve_one_ok() { use(accept(Listener, nullptr, nullptr)); }
  void tested_after_ok() {
    use(accept(Listener, nullptr, nullptr));
    if (!asked())
      use(1);
  }
};
