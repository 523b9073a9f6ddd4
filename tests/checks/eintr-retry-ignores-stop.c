// RUN: %check_asyncsafe %s %t -checks=asyncsafe-check-then-block,asyncsafe-eintr-retry-ignores-stop -- -std=gnu17 -D_GNU_SOURCE
// The signal was sent to end the loop, and the retry inside it goes on.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t stop;
static int wake[2];
static volatile sig_atomic_t piped;
static void on_stop(int s) { stop = 1; }
static void on_pipe(int s) {
  piped = 1;
  write(wake[1], "", 1);
}
void install(void) {
  struct sigaction sa = {0};
  sa.sa_handler = on_stop;
  sigaction(SIGTERM, &sa, NULL);
  sa.sa_handler = on_pipe;
  sigaction(SIGINT, &sa, NULL);
}

void use(int);

//===--- Silent -----------------------------------------------------------===//

int nothing_to_stop_ok(int l) { return TEMP_FAILURE_RETRY(accept(l, 0, 0)); }
void sticky_ok(struct pollfd *p) {
  while (!piped)
    use(TEMP_FAILURE_RETRY(poll(p, 2, -1)));
}
void flag_is_about_something_else_ok(struct pollfd *p) {
  if (stop)
    use(0);
  use(TEMP_FAILURE_RETRY(poll(p, 1, 100)));
}
void waits_for_the_child_ok(pid_t pid) {
  while (!stop)
    use(TEMP_FAILURE_RETRY(waitpid(pid, NULL, 0)));
}
void bounded_ok(struct pollfd *p) {
  while (!stop)
    use(TEMP_FAILURE_RETRY(poll(p, 1, 100)));
}
void file_ok(int fd, char *b) {
  while (!stop)
    use(TEMP_FAILURE_RETRY(read(fd, b, 10)));
}
void no_retry_of_what_may_not_wait_ok(int camera) {
  int frame;
  while (!stop)
    use(ioctl(camera, 0x5611, &frame));
}
void terminal_size_ok(int terminal, struct winsize *size) {
  while (!stop)
    use(TEMP_FAILURE_RETRY(ioctl(terminal, TIOCGWINSZ, size)));
}

//===--- Alarms -----------------------------------------------------------===//

void device_bad(int camera) {
  int frame;
  while (!stop)
    use(TEMP_FAILURE_RETRY(ioctl(camera, 0x5611, &frame))); // who retries it knows that it waits
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'ioctl' is retried after EINTR without testing 'stop', which the signal handler has just set [asyncsafe-eintr-retry-ignores-stop]
}

void macro_bad(int l) {
  while (!stop)
    use(TEMP_FAILURE_RETRY(accept(l, 0, 0)));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'accept' is retried after EINTR without testing 'stop', which the signal handler has just set [asyncsafe-eintr-retry-ignores-stop]
}
void loop_bad(struct pollfd *p) {
  while (!stop) {
    int n;
    do
      n = poll(p, 1, -1);
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'poll' is retried after EINTR without testing 'stop', which the signal handler has just set [asyncsafe-eintr-retry-ignores-stop]
    while (n < 0 && errno == EINTR);
    use(n);
  }
}
void terminal_bad(char *b) {
  while (!stop)
    use(TEMP_FAILURE_RETRY(read(0, b, 10)));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'read' is retried after EINTR without testing 'stop', which the signal handler has just set [asyncsafe-eintr-retry-ignores-stop]
}
static ssize_t safe_recv(int fd, char *b) {
  ssize_t n;
  do
    n = recv(fd, b, 1, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'recv' is retried after EINTR without testing 'stop', which the signal handler has just set [asyncsafe-eintr-retry-ignores-stop]
  while (n < 0 && errno == EINTR);
  return n;
}
void wrapper_bad(int fd, char *b) {
  while (!stop)
    use(safe_recv(fd, b));
}

//===--- Only the other check speaks --------------------------------------===//

void looks_bad(int l) {
  while (!stop) {
    int fd;
    do
      fd = accept(l, 0, 0);
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'accept' blocks without noticing a signal that arrives after the test of 'stop' [asyncsafe-check-then-block]
    while (fd < 0 && errno == EINTR && !stop);
    use(fd);
  }
}
