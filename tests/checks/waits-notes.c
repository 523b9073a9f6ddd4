// RUN: %check_asyncsafe %s %t -- -std=gnu17
// What the notes of the checks of waits say, in order of execution.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>

static volatile sig_atomic_t stop;
static void on_term(int s) { stop = 1; }
void install(void) {
  struct sigaction sa = {0};
  sa.sa_handler = on_term;
  sigaction(SIGTERM, &sa, NULL);
}
void use(int);

static int next(int l) { return accept(l, 0, 0); }
void window_bad(int l) {
  while (!stop)
    use(next(l));
}
// CHECK-NOTES: :[[@LINE-2]]:9: warning: 'next' waits without noticing a signal that arrives after the test of 'stop' [asyncsafe-check-then-block]
// CHECK-NOTES: :[[@LINE-4]]:11: note: 'stop' is tested here
// CHECK-NOTES: :[[@LINE-15]]:30: note: the handler of SIGTERM sets 'stop' here; if that happens before the wait begins, nothing ends the wait
// CHECK-NOTES: :[[@LINE-8]]:33: note: 'next' calls 'accept' here
// CHECK-NOTES: :[[@LINE-6]]:9: note: block the signal everywhere but in the wait itself, as ppoll, pselect and sigsuspend do, or let the handler also write to a pipe that is polled along with what is waited for

void fatal_bad(struct pollfd *p) {
  if (poll(p, 1, 100) < 0)
    exit(1);
}
// CHECK-NOTES: :[[@LINE-3]]:7: warning: 'poll' fails with EINTR after the handler of SIGTERM has run, and that is taken for a fatal error [asyncsafe-eintr-unhandled]
// CHECK-NOTES: :[[@LINE-20]]:3: note: 'on_term' becomes the handler of SIGTERM here; 'poll' is never restarted, whatever the flags
// CHECK-NOTES: :[[@LINE-4]]:5: note: the program ends here
// CHECK-NOTES: :[[@LINE-6]]:7: note: if errno is EINTR, look at what the handler has set, then call it again

void retry_bad(int l) {
  while (!stop) {
    int fd;
    do
      fd = accept(l, 0, 0);
    while (fd < 0 && errno == EINTR);
  }
}
// CHECK-NOTES: :[[@LINE-4]]:12: warning: 'accept' is called again after EINTR without a look at 'stop', which the signal has just set [asyncsafe-eintr-retry-ignores-stop]
// CHECK-NOTES: :[[@LINE-8]]:11: note: 'stop' is tested here
// CHECK-NOTES: :[[@LINE-38]]:30: note: the handler of SIGTERM sets 'stop' here
// CHECK-NOTES: :[[@LINE-7]]:12: note: look at 'stop' after EINTR, before the call is made again

void number_bad(int s, char *buf) {
  long n = recv(s, buf, 100, 0);
  buf[n] = 0;
}
// CHECK-NOTES: :[[@LINE-3]]:12: warning: 'recv' fails with EINTR after the handler of SIGTERM has run, and its -1 is used as an index [asyncsafe-eintr-unhandled]
// CHECK-NOTES: :[[@LINE-42]]:3: note: 'on_term' becomes the handler of SIGTERM here, without SA_RESTART
// CHECK-NOTES: :[[@LINE-4]]:3: note: used here
// CHECK-NOTES: :[[@LINE-6]]:12: note: test the result first; if errno is EINTR, look at what the handler has set, then call it again
