// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-wakeup-can-block -- -std=c17 %mock
// A loop over both ends makes them non-blocking.
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static int both[2];
static void on_term_ok(int sig) { write(both[1], "", 1); }
int create_ok(void) {
  if (pipe(both))
    return -1;
  for (int i = 0; i < 2; ++i) {
    int flags = fcntl(both[i], F_GETFL, 0);
    if (flags == -1 || fcntl(both[i], F_SETFL, flags | O_NONBLOCK) == -1)
      return -1;
  }
  signal(SIGTERM, on_term_ok);
  return 0;
}

static int reader[2];
static void on_hup_bad(int sig) { write(reader[1], "", 1); }
int create_bad(void) {
  if (pipe(reader))
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'pipe' does not set O_NONBLOCK on the descriptor that the handler of SIGHUP writes to: once its buffer is full, the handler blocks [asyncsafe-handler-wakeup-can-block]
    return -1;
  fcntl(reader[0], F_SETFL, O_NONBLOCK);
  signal(SIGHUP, on_hup_bad);
  return 0;
}
