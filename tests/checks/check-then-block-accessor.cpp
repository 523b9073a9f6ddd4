// RUN: %check_asyncsafe %s %t -checks=asyncsafe-check-then-block -- -std=c++20
// A function that answers with the flag, or with its opposite; a lambda that is handed on.
#include <atomic>
#include <csignal>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <cerrno>

static std::atomic<bool> stop;
static bool running() { return !stop.load(); }
static bool other() { return true; }
void use(int);

void counts_ok(int ep) {
  epoll_event e[5];
  while (other())
    use(epoll_wait(ep, e, 5, -1));
}
void loop_bad(int ep) {
  std::signal(SIGTERM, [](int) { stop = true; });
  epoll_event e[5];
  while (running())
    use(epoll_wait(ep, e, 5, -1));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'epoll_wait' blocks without noticing a signal that arrives after the test of 'stop' [asyncsafe-check-then-block]
}
template <class F> static auto once(F f) { return f(); }
void handed_on_bad(int ep) {
  epoll_event e[5];
  while (running())
    use(once([&] { return epoll_wait(ep, e, 5, -1); }));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'once' blocks without noticing a signal that arrives after the test of 'stop' [asyncsafe-check-then-block]
}
