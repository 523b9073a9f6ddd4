// RUN: %check_asyncsafe %s %t -checks=asyncsafe-wakeup-before-flag -- -std=c17
// The wakeup is taken too late, or the flag is cleared too late.
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdatomic.h>
#include <unistd.h>
#include <sys/select.h>

void act(void);
void reload(void);
static int wakeup[2];
static volatile sig_atomic_t stop, late, drained_ok, pending_ok[2];
static bool over;

static void on_term(int sig) {
  int saved = errno;
  stop = 1;
  late = 1;
  pending_ok[sig & 1] = 1;
  drained_ok = 1;
  write(wakeup[1], "", 1);
  errno = saved;
}
void install(void) { signal(SIGTERM, on_term); }

// taken, then looked at
void loop_ok(void) {
  for (;;) {
    struct pollfd p = {wakeup[0], POLLIN, 0};
    poll(&p, 1, -1);
    if (p.revents & POLLIN) {
      char c[64];
      read(wakeup[0], c, sizeof c);
    }
    if (drained_ok)
      return;
    act();
  }
}
// looked at, on the way round
void loop2_ok(void) {
  while (!drained_ok) {
    struct pollfd p = {wakeup[0], POLLIN, 0};
    poll(&p, 1, -1);
    if (drained_ok)
      break;
    char c[64];
    read(wakeup[0], c, sizeof c);
  }
}
// taken and looked at by a function, in this order
static void drain(void) {
  char c[64];
  while (read(wakeup[0], c, sizeof c) > 0)
    ;
}
static void dispatch(void) {
  drain();
  for (int i = 0; i < 2; i++)
    if (pending_ok[i]) {
      pending_ok[i] = 0;
      act();
    }
}
void dispatched_ok(void) {
  while (!over) {
    struct pollfd p = {wakeup[0], POLLIN, 0};
    poll(&p, 1, -1);
    if (drained_ok)
      dispatch();
  }
}
static bool asked(void) { return drained_ok; }
void loop3_ok(void) {
  for (;;) {
    struct pollfd p = {wakeup[0], POLLIN, 0};
    if (asked())
      return;
    poll(&p, 1, -1);
    if (asked())
      return;
    char c[64];
    read(wakeup[0], c, sizeof c);
  }
}
// the pipe is what is waited for
void loop4_ok(void) {
  for (;;) {
    char c;
    if (drained_ok)
      return;
    read(wakeup[0], &c, 1);
  }
}
// with a limit
void loop5_ok(void) {
  for (;;) {
    struct pollfd p = {wakeup[0], POLLIN, 0};
    poll(&p, 1, 500);
    if (late)
      return;
    char c[64];
    read(wakeup[0], c, sizeof c);
  }
}
void loop_bad(void) {
  for (;;) {
    struct pollfd p = {wakeup[0], POLLIN, 0};
    poll(&p, 1, -1);
    if (late)
      return;
    if (p.revents & POLLIN) {
      char c[64];
      read(wakeup[0], c, sizeof c);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'read' consumes the wakeup after 'late' is tested: if 'late' is set in between, the next wait does not end [asyncsafe-wakeup-before-flag]
    }
    act();
  }
}
void loop2_bad(void) {
  for (;;) {
    fd_set set;
    FD_ZERO(&set);
    FD_SET(wakeup[0], &set);
    select(wakeup[0] + 1, &set, 0, 0, 0);
    if (late) {
      late = 0;
      act();
    }
    char c[64];
    while (read(wakeup[0], c, sizeof c) == sizeof c)
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'read' consumes the wakeup after 'late' is tested: if 'late' is set in between, the next wait does not end [asyncsafe-wakeup-before-flag]
      ;
  }
}
// act and clear in different blocks
static volatile sig_atomic_t hup, usr1, chld, usr2_ok, cond;
static void on_hup(int sig) { hup = usr1 = chld = usr2_ok = cond = 1; }
void install2(void) { signal(SIGHUP, on_hup); }
int pick(void);
static void forget(void) { chld = 0; }
static void handle_usr1(void) {
  reload();
  usr1 = 0;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usr1' is cleared after it is acted on: a SIGHUP that arrives in between is lost [asyncsafe-wakeup-before-flag]
  // CHECK-FIXES: {{^}}static void handle_usr1(void) {
  // CHECK-FIXES-NEXT: {{^}}  usr1 = 0;
  // CHECK-FIXES-NEXT: {{^}}  reload();
}
static void handle_usr2(void) {
  usr2_ok = 0;
  reload();
}
// Clears it only if it has gone well, among much else.
static volatile sig_atomic_t restart_ok;
static void on_restart(int sig) { restart_ok = 1; }
void install4(void) { signal(SIGUSR2, on_restart); }
static int restarted(void) {
  int child = pick();
  if (child < 0)
    return 0;
  if (child)
    act();
  restart_ok = 0;
  return 1;
}
void restarts(void) {
  for (;;) {
    pause();
    if (restart_ok)
      restarted();
  }
}
// Only says so: what is done about it comes later.
void say(const char *format, ...);
static volatile sig_atomic_t quit, ready;
static void on_quit(int sig) { quit = ready = 1; }
void install3(void) { signal(SIGQUIT, on_quit); }
void says_so_ok(void) {
  int leave = 0;
  while (!leave) {
    pause();
    if (quit) {
      say("signal %d", SIGQUIT);
      leave = 1;
      quit = 0;
    }
    if (ready) {
      say("ready");
      act();
      ready = 0;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'ready' is cleared after it is acted on: a SIGQUIT that arrives in between is lost [asyncsafe-wakeup-before-flag]
    }
  }
}
int turns(void) {
  for (;;) {
    pause();
    if (hup) {
      if (pick())
        reload();
      else
        act();
      hup = 0;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'hup' is cleared after it is acted on: a SIGHUP that arrives in between is lost [asyncsafe-wakeup-before-flag]
    }
    if (usr1)
      handle_usr1();
    if (usr2_ok)
      handle_usr2();
    if (chld) {
      reload();
      forget();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'chld' is cleared after it is acted on: a SIGHUP that arrives in between is lost [asyncsafe-wakeup-before-flag]
    }
    if (cond) {
      if (pick() < 0)
        return -1;
      cond = 0;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'cond' is cleared after it is acted on: a SIGHUP that arrives in between is lost [asyncsafe-wakeup-before-flag]
    }
  }
}
