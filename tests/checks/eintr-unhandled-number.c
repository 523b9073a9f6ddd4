// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -check-suffixes=,STRICT -option=Strict=true -- -std=gnu17
// The -1 of a call that a signal has ended is no index, no size and no summand.
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

static volatile sig_atomic_t children;
static void on_child(int s) { children = 1; }

void install(void) {
  struct sigaction sa = {0};
  sa.sa_handler = on_child;
  sigaction(SIGCHLD, &sa, NULL);
}

void use(int);
void take(const char *, int);
int is_bad(size_t);
struct header {
  int length;
};
static char buf[512];

//===--- Silent -----------------------------------------------------------===//

void greater_ok(int s) {
  ssize_t n = recv(s, buf, sizeof buf - 1, 0);
  if (n > 0)
    buf[n] = 0;
}
void not_greater_ok(int s, int out) {
  ssize_t n = recv(s, buf, sizeof buf, 0);
  if (n <= 0)
    return;
  write(1, buf, n);
}
void less_than_one_ok(int s) {
  int n;
  if ((n = recv(s, buf, sizeof buf, 0)) < 1)
    return;
  buf[n - 1] = 0;
}
void all_of_it_ok(int s, ssize_t len) {
  ssize_t n = recv(s, buf, len, MSG_WAITALL);
  if (n == len)
    fwrite(buf, 1, n, stdout);
}
void sizeof_ok(int s) {
  struct header h;
  ssize_t n = recv(s, &h, sizeof h, 0);
  if (n != sizeof h)
    return;
  fwrite(&h, 1, n, stdout);
}
int cast_ok(int s, size_t len) {
  ssize_t n = recv(s, buf, len, 0);
  if ((size_t)n < len)
    return -1;
  memcpy(buf + 1, buf, n);
  return 0;
}
int too_much_ok(int s) { // as an unsigned number, -1 is too much
  ssize_t n = recv(s, buf, sizeof buf, 0);
  if (n >= sizeof buf)
    n = sizeof buf - 1;
  buf[n] = 0;
  return 0;
}
void ternary_ok(int s) {
  ssize_t n = recv(s, buf, sizeof buf - 1, 0);
  buf[n < 0 ? 0 : n] = 0;
}
void ternary_assign_ok(int s) {
  ssize_t n = recv(s, buf, sizeof buf - 1, 0);
  n = n < 0 ? 0 : n;
  buf[n] = 0;
}
void minus_one_ok(int s) {
  size_t n = recv(s, buf, sizeof buf - 1, 0);
  if (n == (size_t)-1)
    return;
  buf[n] = 0;
}
void switch_ok(int s) {
  ssize_t n = recv(s, buf, sizeof buf - 1, 0);
  switch (n) {
  case -1:
  case 0:
    break;
  default:
    buf[n] = 0;
  }
}
static ssize_t recv_all(int s, void *p, size_t len) {
  ssize_t n;
  do
    n = recv(s, p, len, 0);
  while (n < 0 && errno == EINTR);
  return n;
}
void wrapper_ok(int s) {
  ssize_t n = recv_all(s, buf, sizeof buf - 1);
  buf[n] = 0;
}
void another_tests_ok(int s) {
  ssize_t n = recv(s, buf, sizeof buf - 1, 0);
  if (is_bad(n))
    return;
  buf[n] = 0;
}
void handed_on_ok(int s) {
  ssize_t n = recv(s, buf, sizeof buf - 1, 0);
  take(buf, n);
}
void errno_ok(int s) {
  errno = 0;
  ssize_t n = recv(s, buf, sizeof buf - 1, 0);
  if (errno)
    return;
  buf[n] = 0;
}
int sum_before_test_ok(int s, char *p, size_t left) {
  while (left) {
    ssize_t n = recv(s, p, left, 0);
    left -= n;
    p += n;
    if (n <= 0)
      return -1;
  }
  return 0;
}
int sum_in_test_ok(int s) {
  int total = 0;
  ssize_t n;
  while ((n = recv(s, buf, sizeof buf, 0)) > 0)
    total += n;
  return total;
}
int loop_of_signed_ok(struct pollfd *p) {
  int n = poll(p, 8, -1);
  for (int i = 0; i < n; i++)
    use(p[i].fd);
  return 0;
}
int events_ok(int ep) {
  struct epoll_event e[8];
  int n = epoll_wait(ep, e, 8, -1);
  int i;
  for (i = 0; i < n; ++i)
    use(e[i].data.fd);
  while (n-- > 0)
    use(n);
  return 0;
}
int bound_is_tested_ok(int ep) {
  struct epoll_event e[8];
  int n = epoll_wait(ep, e, 8, -1);
  if (n < 0)
    return -1;
  for (unsigned i = 0; i < n; i++)
    use(e[i].data.fd);
  return 0;
}
int another_value_ok(int s) {
  ssize_t n = recv(s, buf, sizeof buf, 0);
  n = strlen(buf);
  buf[n] = 0;
  return 0;
}
int one_more_ok(int s) {
  ssize_t n = recv(s, buf, sizeof buf - 1, 0);
  buf[n + 1] = 0;
  return 0;
}
int does_not_wait_ok(int s) {
  ssize_t n = recv(s, buf, sizeof buf - 1, MSG_DONTWAIT);
  buf[n] = 0;
  return 0;
}
int width_ok(int w) {
  w += printf("%d ", w);
  return w;
}
int whole_elements_ok(FILE *f) { // fails with fewer of them, and never with -1
  size_t n = fread(buf, 1, sizeof buf - 1, f);
  buf[n] = 0;
  return 0;
}
int result_ok(int s) { return recv(s, buf, sizeof buf, 0); }
void blocked_ok(int s) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigprocmask(SIG_BLOCK, &set, &old);
  ssize_t n = recv(s, buf, sizeof buf - 1, 0);
  sigprocmask(SIG_SETMASK, &old, NULL);
  buf[n] = 0;
}

//===--- Alarms -----------------------------------------------------------===//

void asserted(int s) { // no number, but the end
  ssize_t n = recv(s, buf, sizeof buf - 1, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} that is treated as a fatal error
  assert(n >= 0);
  buf[n] = 0;
}

void index_of(int s) {
  ssize_t n = recv(s, buf, sizeof buf - 1, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'recv' fails with EINTR after the handler of SIGCHLD runs, and its -1 is used as an index [asyncsafe-eintr-unhandled]
  buf[n] = 0;
}
void last_of(int s) {
  int n = recv(s, buf, sizeof buf - 1, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: {{.*}} its -1 is used as an index
  buf[n - 1] = 0;
}
void only_the_end(int s) { // whether it is 0 is no answer
  ssize_t n;
  while ((n = recv(s, buf, sizeof buf - 1, 0)) != 0) {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} its -1 is used as an index
    buf[n] = 0;
    puts(buf);
  }
}
void size_of(int s, int out) {
  ssize_t n = recv(s, buf, sizeof buf, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} its -1 is used as a size
  if (n)
    send(out, buf, n, 0);
}
void size_at_once(int s) {
  fwrite(buf, 1, recv(s, buf, sizeof buf, 0), stdout);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: {{.*}} its -1 is used as a size
}
void copied(int s, char *to) {
  ssize_t n = recv(s, buf, sizeof buf, 0), len;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} its -1 is used as a size
  len = n;
  memcpy(to, buf, len);
}
int sum_of(int s, size_t len) {
  size_t total = 0;
  while (total < len) {
    total += recv(s, buf + total, len - total, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: {{.*}} its -1 is used as a count
  }
  return 0;
}
char *pointer_of(int s, char *p) {
  ssize_t n = recv(s, p, 100, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} its -1 is used as a count
  p += n;
  return p;
}
char *end_of(int s, char *p) {
  ssize_t n = recv(s, p, 100, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} its -1 is used as an index
  return p + n;
}
void bound_of(int ep) {
  struct epoll_event e[8];
  int n = epoll_wait(ep, e, 8, -1);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: {{.*}} its -1 is used as the bound of a loop
  for (unsigned i = 0; i < n; i++)
    use(e[i].data.fd);
}
void bound_of_its_own(struct pollfd *p) {
  size_t n = poll(p, 8, -1);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: {{.*}} its -1 is used as the bound of a loop
  for (size_t i = 0; i < n; i++)
    use(p[i].fd);
}
void may_be_a_file(int fd) {
  ssize_t n = read(fd, buf, sizeof buf - 1);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:15: warning: {{.*}} its -1 is used as an index
  buf[n] = 0;
}
