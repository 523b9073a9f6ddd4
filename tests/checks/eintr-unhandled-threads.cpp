// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=c++20
// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -check-suffixes=,STRICT -option=Strict=true -- -std=c++20
// The loop of a thread that a signal ends, where the signal can come to it.
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <thread>

static volatile sig_atomic_t children, leave;
static void on_child(int) { children = 1; }
static void on_user(int) { leave = 1; }
static void on_wake(int) {}
static void on_term(int) { children = 2; }
void install() {
  struct sigaction sa = {};
  sa.sa_handler = on_child;
  sigaction(SIGCHLD, &sa, nullptr);
  sa.sa_handler = on_user;
  sigaction(SIGUSR1, &sa, nullptr);
  sa.sa_handler = on_wake;
  sigaction(SIGUSR2, &sa, nullptr);
  sa.sa_handler = on_term;
  sigaction(SIGTERM, &sa, nullptr);
}
void use(int);
static void open_child() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}
static void open_user() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}
static void open_wake() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}
static void open_term() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}
static void open_some(int signal) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signal);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}
static void block_all() {
  sigset_t set;
  sigfillset(&set);
  pthread_sigmask(SIG_SETMASK, &set, nullptr);
}
void stop(pthread_t t) {
  pthread_kill(t, SIGUSR2);
  pthread_join(t, nullptr);
}

//===--- Silent -----------------------------------------------------------===//

static void *blocks_ok(void *p) {
  block_all();
  for (;;) {
    int fd = accept(*static_cast<int *>(p), nullptr, nullptr);
    if (fd < 0)
      break;
    use(fd);
  }
  return nullptr;
}
static void *started_blocked_ok(void *p) {
  for (;;) {
    int fd = accept(*static_cast<int *>(p), nullptr, nullptr);
    if (fd < 0)
      break;
    use(fd);
  }
  return nullptr;
}
static void *ends_all_blocked_ok(void *p) {
  if (accept(*static_cast<int *>(p), nullptr, nullptr) < 0)
    exit(1);
  return nullptr;
}
static void *tests_errno_ok(void *p) {
  open_child();
  for (;;) {
    int fd = accept(*static_cast<int *>(p), nullptr, nullptr);
    if (fd < 0 && errno != EINTR)
      break;
    use(fd);
  }
  return nullptr;
}
static void *goes_on_ok(void *p) {
  open_child();
  for (;;) {
    int fd = accept(*static_cast<int *>(p), nullptr, nullptr);
    if (fd < 0)
      continue;
    use(fd);
  }
  return nullptr;
}
static void *is_asked_to_ok(void *p) { // SIGUSR1 asks to leave
  open_user();
  while (!leave) {
    int fd = accept(*static_cast<int *>(p), nullptr, nullptr);
    if (fd < 0)
      break;
    use(fd);
  }
  return nullptr;
}
static void *is_woken_ok(void *p) { // SIGUSR2 is how stop() ends it
  open_wake();
  for (;;) {
    int fd = accept(*static_cast<int *>(p), nullptr, nullptr);
    if (fd < 0)
      break;
    use(fd);
  }
  return nullptr;
}
static void *is_terminated_ok(void *p) {
  open_term();
  for (;;) {
    int fd = accept(*static_cast<int *>(p), nullptr, nullptr);
    if (fd < 0)
      break;
    use(fd);
  }
  return nullptr;
}
static bool serve_again_ok(int l) { // its caller comes back
  for (;;) {
    int fd = accept(l, nullptr, nullptr);
    if (fd < 0)
      return false;
    use(fd);
  }
}
static void *restarts_ok(void *p) {
  open_child();
  while (!serve_again_ok(*static_cast<int *>(p)))
    use(0);
  return nullptr;
}

//===--- Alarms -----------------------------------------------------------===//

static void *opens(void *p) {
  open_child();
  for (;;) {
    int fd = accept(*static_cast<int *>(p), nullptr, nullptr);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'accept' fails with EINTR after the handler of SIGCHLD runs, and that ends the thread's loop [asyncsafe-eintr-unhandled]
    if (fd < 0)
      break;
    use(fd);
  }
  return nullptr;
}
static void serve(int l) {
  open_child();
  for (;;) {
    int fd = accept(l, nullptr, nullptr);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: {{.*}} and that ends the thread's loop
    if (fd < 0)
      return;
    use(fd);
  }
}
static void *serves(void *p) {
  serve(*static_cast<int *>(p));
  return nullptr;
}
static void *left_open(void *p) {
  for (;;) {
    int fd = accept(*static_cast<int *>(p), nullptr, nullptr);
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:14: warning: {{.*}} and that ends the thread's loop
    if (fd < 0)
      break;
    use(fd);
  }
  return nullptr;
}
static void *ends_all(void *p) {
  open_child();
  for (;;) {
    int fd = accept(*static_cast<int *>(p), nullptr, nullptr);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: {{.*}} and that is treated as a fatal error
    if (fd < 0)
      exit(1);
    use(fd);
  }
}
static void *opens_some(void *p) {
  open_some(*static_cast<int *>(p));
  for (;;) {
    int fd = accept(*static_cast<int *>(p), nullptr, nullptr);
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:14: warning: {{.*}} and that ends the thread's loop
    if (fd < 0)
      break;
    use(fd);
  }
  return nullptr;
}

void start(pthread_t *t, int *l) {
  pthread_create(t, nullptr, left_open, l);
  block_all();
  pthread_create(t, nullptr, blocks_ok, l);
  pthread_create(t, nullptr, started_blocked_ok, l);
  pthread_create(t, nullptr, tests_errno_ok, l);
  pthread_create(t, nullptr, ends_all_blocked_ok, l);
  pthread_create(t, nullptr, ends_all, l);
  pthread_create(t, nullptr, goes_on_ok, l);
  pthread_create(t, nullptr, is_asked_to_ok, l);
  pthread_create(t, nullptr, is_woken_ok, l);
  pthread_create(t, nullptr, is_terminated_ok, l);
  pthread_create(t, nullptr, restarts_ok, l);
  pthread_create(t, nullptr, opens, l);
  pthread_create(t, nullptr, opens_some, l);
  pthread_create(t, nullptr, serves, l);
  std::thread([l] {
    open_child();
    pollfd p = {*l, POLLIN, 0};
    while (poll(&p, 1, -1) >= 0)
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'poll' fails with EINTR after the handler of SIGCHLD runs, and that ends the thread's loop
      use(p.revents);
  }).detach();
}
