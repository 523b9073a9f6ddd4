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
// CHECK-NOTES: :[[@LINE-2]]:9: warning: 'next' blocks without noticing a signal that arrives after the test of 'stop' [asyncsafe-check-then-block]
// CHECK-NOTES: :[[@LINE-4]]:11: note: 'stop' is tested here
// CHECK-NOTES: :[[@LINE-15]]:30: note: the handler of SIGTERM sets 'stop' here; if that happens before the wait begins, nothing ends the wait
// CHECK-NOTES: :[[@LINE-8]]:33: note: 'next' calls 'accept' here
// CHECK-NOTES: :[[@LINE-6]]:9: note: block the signal before testing the flag and unblock it only inside the wait (ppoll, pselect, sigsuspend), or write to a pipe in the handler and poll that pipe too

void fatal_bad(struct pollfd *p) {
  if (poll(p, 1, 100) < 0)
    exit(1);
}
// CHECK-NOTES: :[[@LINE-3]]:7: warning: 'poll' fails with EINTR after the handler of SIGTERM runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
// CHECK-NOTES: :[[@LINE-20]]:3: note: 'on_term' is installed as the handler of SIGTERM here; 'poll' is never restarted, even with SA_RESTART
// CHECK-NOTES: :[[@LINE-4]]:5: note: the program ends here
// CHECK-NOTES: :[[@LINE-6]]:7: note: if errno is EINTR, check what the handler has set, then retry the call

void retry_bad(int l) {
  while (!stop) {
    int fd;
    do
      fd = accept(l, 0, 0);
    while (fd < 0 && errno == EINTR);
  }
}
// CHECK-NOTES: :[[@LINE-4]]:12: warning: 'accept' is retried after EINTR without testing 'stop', which the signal handler has just set [asyncsafe-eintr-retry-ignores-stop]
// CHECK-NOTES: :[[@LINE-8]]:11: note: 'stop' is tested here
// CHECK-NOTES: :[[@LINE-38]]:30: note: the handler of SIGTERM sets 'stop' here
// CHECK-NOTES: :[[@LINE-7]]:12: note: test 'stop' after EINTR, before retrying the call

void number_bad(int s, char *buf) {
  long n = recv(s, buf, 100, 0);
  buf[n] = 0;
}
// CHECK-NOTES: :[[@LINE-3]]:12: warning: 'recv' fails with EINTR after the handler of SIGTERM runs, and its -1 is used as an index [asyncsafe-eintr-unhandled]
// CHECK-NOTES: :[[@LINE-42]]:3: note: 'on_term' is installed as the handler of SIGTERM here, without SA_RESTART
// CHECK-NOTES: :[[@LINE-4]]:3: note: used here
// CHECK-NOTES: :[[@LINE-6]]:12: note: test the result first; if errno is EINTR, check what the handler has set, then retry the call
