// RUN: %check_asyncsafe -checks=asyncsafe-wakeup-before-flag %s %t -- -std=c++20
// Channels whose methods wake, wait and drain; and flags that are stored through a reference.
#include <atomic>
#include <cerrno>
#include <poll.h>
#include <sys/eventfd.h>
#include <thread>

struct Event {
  int Fd = ::eventfd(0, 0);
  void signal() { ::eventfd_write(Fd, 1); }
  void wait() {
    eventfd_t N;
    ::eventfd_read(Fd, &N);
  }
};
struct Ordered {
  Event Changed;
  std::atomic<bool> Quit{false};
};
struct Reversed {
  Event Changed;
  std::atomic<bool> Quit{false};
};
/* What it wakes for is a number that it stores itself. */
struct Box {
  int Fd = ::eventfd(0, 0);
  std::atomic<int> Jobs{0};
  void put() {
    Jobs = Jobs + 1;
    ::eventfd_write(Fd, 1);
  }
  void wait() {
    eventfd_t N;
    ::eventfd_read(Fd, &N);
    Jobs = 0;
  }
};
struct Filled {
  Box Changed;
  std::atomic<bool> Quit{false};
};
static void ordered(Ordered &S) {
  while (!S.Quit)
    S.Changed.wait();
}
static void reversed(Reversed &S) {
  while (!S.Quit)
    S.Changed.wait();
}
static void filled(Filled &S) {
  while (!S.Quit)
    S.Changed.wait();
}
void stop_ok(Ordered &S) {
  std::thread T(ordered, std::ref(S));
  S.Quit = true;
  S.Changed.signal();
  T.join();
}
void put_ok(Filled &S) {
  std::thread T(filled, std::ref(S));
  S.Changed.put();
  S.Quit = true;
  S.Changed.put();
  T.join();
}
void stop_bad(Reversed &S) {
  std::thread T(reversed, std::ref(S));
  S.Changed.signal();
  S.Quit = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Quit' is stored after 'Event::signal' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
  // CHECK-FIXES: {{^}}void stop_bad
  // CHECK-FIXES: {{^}}  S.Quit = true;
  // CHECK-FIXES-NEXT: {{^}}  S.Changed.signal();
  T.join();
}

struct Wake {
  int Fd = ::eventfd(0, EFD_NONBLOCK);
  std::atomic<bool> Work{false}, Early{false};
  void raise(std::atomic<bool> &Flag) {
    Flag = true;
    ::eventfd_write(Fd, 1);
  }
  void wait() {
    pollfd P = {Fd, POLLIN, 0};
    while (::poll(&P, 1, -1) < 0 && errno == EINTR)
      ;
  }
  void drain() {
    eventfd_t N;
    ::eventfd_read(Fd, &N);
  }
};
void work();
static void drains_late(Wake &W) {
  for (;;) {
    W.wait();
    if (W.Work.exchange(false))
      work();
    W.drain();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Wake::drain' consumes the wakeup after 'Work' is tested: if 'Work' is set in between, the next wait does not end [asyncsafe-wakeup-before-flag]
  }
}
static void drains_first_ok(Wake &W) {
  for (;;) {
    W.wait();
    W.drain();
    if (W.Early.exchange(false))
      work();
  }
}
void start(Wake &W) {
  std::thread A(drains_late, std::ref(W)), B(drains_first_ok, std::ref(W));
  W.raise(W.Work);
  W.raise(W.Early);
  A.join();
  B.join();
}
