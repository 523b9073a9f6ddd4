// RUN: %check_asyncsafe -checks=asyncsafe-lost-wakeup,asyncsafe-check-then-block %s %t -- -std=gnu17
// Waits for a signal that can come before them.
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

void work(void);

static void go_on(int sig) {}
static volatile sig_atomic_t quit;
static void ends(int sig) { _exit(1); }

void by_sigsuspend_ok(void) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_BLOCK, &set, &old);
  signal(SIGINT, go_on);
  sigsuspend(&old);
  sigprocmask(SIG_SETMASK, &old, NULL);
}
void again_and_again_ok(void) {
  signal(SIGHUP, go_on);
  for (;;)
    pause();
}
void never_comes_back_ok(void) {
  signal(SIGTERM, ends);
  pause();
}
void nothing_installed_ok(void) { pause(); }
void by_timer_ok(void) {
  signal(SIGALRM, go_on);
  alarm(3600);
  pause();
}
void waits_with_a_limit_ok(void) {
  signal(SIGUSR1, go_on);
  sleep(1);
}
void measure_bad(void) {
  struct sigaction action = {.sa_handler = go_on};
  sigaction(SIGUSR2, &action, NULL);
  pause();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pause' waits for a signal, but SIGUSR2 can arrive before it and is lost [asyncsafe-lost-wakeup]
  puts("numbers");
}

//===--- a timer as the limit of a wait that knows none ---===//

long repeats_ok(int fd, char *to) {
  struct sigaction action = {.sa_handler = go_on};
  struct itimerval every = {{1, 0}, {5, 0}}, none = {{0, 0}, {0, 0}};
  sigaction(SIGALRM, &action, NULL);
  setitimer(ITIMER_REAL, &every, NULL);
  long size = recv(fd, to, 100, 0);
  setitimer(ITIMER_REAL, &none, NULL);
  return size;
}
long has_a_limit_ok(int fd, struct pollfd *p) {
  struct sigaction action = {.sa_handler = go_on};
  sigaction(SIGALRM, &action, NULL);
  alarm(5);
  int ready = poll(p, 1, 1000);
  alarm(0);
  return ready;
}
long stopped_before_ok(int fd, char *to) {
  struct sigaction action = {.sa_handler = go_on};
  sigaction(SIGALRM, &action, NULL);
  alarm(5);
  work();
  alarm(0);
  return recv(fd, to, 100, 0);
}
long watchdog_ok(int fd, char *to) {
  struct sigaction action = {.sa_handler = go_on};
  sigaction(SIGALRM, &action, NULL);
  alarm(5); // for the whole program: it is never stopped
  return recv(fd, to, 100, 0);
}
long once_bad(int fd, char *to) {
  struct sigaction action = {.sa_handler = go_on};
  sigaction(SIGALRM, &action, NULL);
  alarm(5);
  long size = recv(fd, to, 100, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'recv' is limited by SIGALRM, which can arrive before the wait begins and then does not end it [asyncsafe-lost-wakeup]
  alarm(0);
  return size;
}
