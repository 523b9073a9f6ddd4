// RUN: %check_asyncsafe -checks=asyncsafe-state-not-restored %s %t -- -std=gnu17
// A handler that is set up for good, and taken back where the set-up fails.
#include <signal.h>
#include <stddef.h>

int add_listener(int);
int work(void);

int set_up_ok(int n) {
  struct sigaction ignore = {.sa_handler = SIG_IGN}, old;
  if (sigaction(SIGPIPE, &ignore, &old) == -1)
    return -1;
  if (add_listener(1) != 0)
    goto fail;
  for (int i = 0; i < n; ++i)
    if (add_listener(i) != 0)
      goto fail;
  return 0;
fail:
  sigaction(SIGPIPE, &old, NULL);
  return -1;
}

int for_a_time_bad(void) {
  struct sigaction ignore = {.sa_handler = SIG_IGN}, old;
  if (sigaction(SIGPIPE, &ignore, &old) == -1)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the signal handler is replaced here and not restored on a path that returns early [asyncsafe-state-not-restored]
    return -1;
  if (work() < 0)
    return -2;
  sigaction(SIGPIPE, &old, NULL);
  return 0;
}
