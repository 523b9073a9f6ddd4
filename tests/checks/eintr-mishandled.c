// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-mishandled -- -std=gnu17 -D_GNU_SOURCE
// No handler need be in sight: this is wrong wherever there is one.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

void use(int);
int left(void);
static sem_t sem;

//===--- Silent -----------------------------------------------------------===//

void close_once_ok(int fd) {
  if (close(fd) == -1 && errno != EINTR)
    perror("close");
}
void closes_the_next_ok(int *fds, int n) {
  for (int i = 0; i < n; ++i)
    if (close(fds[i]) == -1 && errno == EINTR)
      continue;
}
/// The test for EINTR concerns accept(): what is closed next is another descriptor.
void closes_each_that_comes_ok(int l) {
  int fd;
  do {
    fd = accept(l, 0, 0);
    if (fd < 0)
      continue;
    use(fd);
    close(fd);
  } while (fd > 0 ? left() : errno == EINTR);
}
int connect_with_a_new_socket_ok(struct sockaddr *a) {
  for (;;) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(fd, a, 16) == 0)
      return fd;
    int cause = errno;
    close(fd);
    if (cause != EINTR)
      return -1;
  }
}
int connect_waits_ok(int fd, struct sockaddr *a) {
  if (connect(fd, a, 16) == 0)
    return 0;
  if (errno != EINTR)
    return -1;
  struct pollfd p = {fd, POLLOUT, 0};
  while (poll(&p, 1, -1) < 0)
    if (errno != EINTR)
      return -1;
  int error = 0;
  socklen_t size = sizeof error;
  return getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) || error ? -1 : 0;
}
int connect_of_a_socket_that_may_not_block_ok(int fd, struct sockaddr *a) {
  int r;
  do
    r = connect(fd, a, 16);
  while (r < 0 && errno == EINTR);
  return r;
}
int connect_knows_what_comes_ok(int fd, struct sockaddr *a) {
  for (;;) {
    if (connect(fd, a, 16) == 0 || errno == EISCONN)
      return 0;
    if (errno != EINTR && errno != EALREADY)
      return -1;
  }
}
void sleeps_the_rest_ok(void) {
  struct timespec t = {5, 0};
  while (nanosleep(&t, &t) == -1 && errno == EINTR)
    ;
}
void copies_the_rest_ok(void) {
  struct timespec t = {5, 0}, rest;
  while (nanosleep(&t, &rest) == -1 && errno == EINTR)
    t = rest;
}
void deadline_ok(struct timespec *until) {
  while (sem_timedwait(&sem, until) == -1 && errno == EINTR)
    ;
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, until, NULL) == EINTR)
    ;
}
int computes_the_rest_ok(struct pollfd *p) {
  int n, timeout = 1000;
  while ((n = poll(p, 1, timeout)) < 0 && errno == EINTR)
    timeout = left();
  return n;
}
int computes_in_the_call_ok(struct pollfd *p) {
  int n;
  while ((n = poll(p, 1, left())) < 0 && errno == EINTR)
    ;
  return n;
}
int without_limit_ok(struct pollfd *p) { return TEMP_FAILURE_RETRY(poll(p, 1, -1)); }
ssize_t tries_each_time_ok(int fd, const char *b) {
  ssize_t sent = send(fd, b, 10, 0);
  while (sent < 0 && (errno == EAGAIN || errno == EINTR)) {
    struct pollfd p = {fd, POLLOUT, 0};
    int n = poll(&p, 1, 200);
    if (n == 0)
      return -1;
    if (n < 0 && errno != EINTR)
      return -1;
    sent = send(fd, b, 10, 0);
  }
  return sent;
}
void polling_period_ok(struct pollfd *p) {
  for (;;) {
    int n = poll(p, 1, 1000);
    if (n < 0) {
      if (errno == EINTR)
        continue;
      return;
    }
    use(n);
  }
}
int linux_counts_down_ok(int n, fd_set *r) {
  struct timeval t = {5, 0};
  int ready;
  do
    ready = select(n, r, NULL, NULL, &t);
  while (ready < 0 && errno == EINTR);
  return ready;
}
ssize_t keeps_errno_ok(int fd, char *b) {
  for (;;) {
    ssize_t n = recv(fd, b, 10, 0);
    int e = errno;
    if (n < 0)
      printf("failed\n");
    if (n < 0 && e == EINTR)
      continue;
    return n;
  }
}
ssize_t puts_errno_back_ok(int fd, char *b) {
  for (;;) {
    ssize_t n = recv(fd, b, 10, 0);
    int e = errno;
    printf("back\n");
    errno = e;
    if (n < 0 && errno == EINTR)
      continue;
    return n;
  }
}
static void logs(const char *text) {
  int e = errno;
  puts(text);
  errno = e;
}
ssize_t callee_keeps_errno_ok(int fd, char *b) {
  for (;;) {
    ssize_t n = recv(fd, b, 10, 0);
    logs("back");
    if (n < 0 && errno == EINTR)
      continue;
    return n;
  }
}
ssize_t asks_about_another_call_ok(int fd, char *b) {
  ssize_t n = recv(fd, b, 10, 0);
  if (n < 0)
    return n;
  if (send(fd, b, 10, 0) < 0 && errno == EINTR)
    return 0;
  return 1;
}
ssize_t another_fails_ok(int fd, int other, char *b) {
  ssize_t n = recv(fd, b, 10, 0);
  if (n < 0) {
    n = send(other, b, 1, 0);
    if (n < 0 && errno == EINTR)
      return 0;
  }
  return n;
}
ssize_t logs_on_another_path_ok(int fd, char *b) {
  for (;;) {
    ssize_t n = recv(fd, b, 10, 0);
    if (n >= 0)
      printf("read\n");
    if (n < 0 && errno == EINTR)
      continue;
    return n;
  }
}
int count_of_four_ok(int fd, char *b) { return recv(fd, b, 10, 0) == 4; }
int seconds_left_ok(void) { return sleep(10) == 4; }
int also_the_error_ok(int fd) { return posix_fallocate(fd, 0, 10) == EINTR; }
static pthread_mutex_t m;
ssize_t lock_keeps_errno_ok(int fd, char *b) {
  for (;;) {
    ssize_t n = recv(fd, b, 10, 0);
    pthread_mutex_lock(&m);
    pthread_mutex_unlock(&m);
    if (n < 0 && errno == EINTR)
      continue;
    return n;
  }
}
ssize_t mask_keeps_errno_ok(int fd, char *b, sigset_t *set) {
  for (;;) {
    ssize_t n = recv(fd, b, 10, 0);
    sigprocmask(SIG_BLOCK, set, NULL);
    free(b);
    if (n < 0 && errno == EINTR)
      continue;
    return n;
  }
}
int result_is_the_error_ok(struct timespec *t) {
  return clock_nanosleep(CLOCK_MONOTONIC, 0, t, NULL) == EINTR;
}

//===--- Alarms -----------------------------------------------------------===//

void close_again_bad(int fd) {
  while (close(fd) == -1 && errno == EINTR)
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'close' is retried after EINTR, but Linux has already closed the descriptor; its number may have been reused [asyncsafe-eintr-mishandled]
    ;
}
int close_again_by_macro_bad(int fd) {
  return TEMP_FAILURE_RETRY(close(fd));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'close' is retried after EINTR, but Linux has already closed the descriptor; its number may have been reused [asyncsafe-eintr-mishandled]
}
int connect_again_bad(struct sockaddr *a) {
  int r, fd = socket(AF_INET, SOCK_STREAM, 0);
  do
    r = connect(fd, a, 16);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'connect' is retried after EINTR, but the first attempt continues in the background [asyncsafe-eintr-mishandled]
  while (r < 0 && errno == EINTR);
  return r;
}
int whole_time_again_bad(struct pollfd *p) {
  int n;
  do
    n = poll(p, 1, 5000);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'poll' restarts its full timeout after each signal [asyncsafe-eintr-mishandled]
  while (n < 0 && errno == EINTR);
  return n;
}
void sleeps_again_bad(void) {
  struct timespec t = {5, 0};
  while (nanosleep(&t, NULL) == -1 && errno == EINTR)
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'nanosleep' restarts its full timeout after each signal [asyncsafe-eintr-mishandled]
    ;
}
ssize_t logs_first_bad(int fd, char *b) {
  for (;;) {
    ssize_t n = recv(fd, b, 10, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'recv' fails, and 'perror' may change errno before it is tested for EINTR [asyncsafe-eintr-mishandled]
    if (n < 0) {
      perror("recv");
      if (errno == EINTR)
        continue;
    }
    return n;
  }
}
static void chatters(void) { puts("failed"); }
ssize_t callee_logs_first_bad(int fd, char *b) {
  for (;;) {
    ssize_t n = recv(fd, b, 10, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'recv' fails, and 'chatters' may change errno before it is tested for EINTR [asyncsafe-eintr-mishandled]
    if (n < 0) {
      chatters();
      if (errno == EINTR)
        continue;
    }
    return n;
  }
}
void errno_is_not_set_bad(struct timespec *t) {
  if (clock_nanosleep(CLOCK_MONOTONIC, 0, t, NULL) != 0 && errno == EINTR)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: errno is tested for EINTR, but 'clock_nanosleep' returns the error number and does not set errno [asyncsafe-eintr-mishandled]
    use(0);
}
void result_is_minus_one_bad(struct timespec *t) {
  if (nanosleep(t, NULL) == EINTR)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'nanosleep' returns -1 when it fails; its result is never EINTR [asyncsafe-eintr-mishandled]
    use(0);
}
void result_is_not_negated_bad(int fd, char *b) {
  if (recv(fd, b, 10, 0) == -EINTR)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'recv' returns -1 when it fails; its result is never -EINTR [asyncsafe-eintr-mishandled]
    use(0);
}
int logged_first_bad(int fd, char *b) {
  int n = read(fd, b, 10);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'read' fails, and 'strerror' may change errno before it is tested for EINTR [asyncsafe-eintr-mishandled]
  if (n < 0) {
    fprintf(stderr, "read: %s\n", strerror(errno));
    if (errno == EINTR)
      return 0;
  }
  return n;
}
