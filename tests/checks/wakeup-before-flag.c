// RUN: %check_asyncsafe %s %t -checks=asyncsafe-wakeup-before-flag -- -std=c17 %mock
#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <signal.h>
#include <unistd.h>

void reload(void);
static void wait_for_it(void);
static int wakeup[2];
static sem_t woken;

//===--- right ---===//

static volatile sig_atomic_t first_ok, reload_ok, masked_ok, counted_ok, used_ok, logged_ok, never_read_ok;
static void on_term_ok(int sig) {
  int saved = errno;
  first_ok = 1;
  write(wakeup[1], "", 1);
  errno = saved;
}
// Before and after: every test finds it.
static void on_usr1_ok(int sig) {
  first_ok = 1;
  sem_post(&woken);
  first_ok = 2;
  never_read_ok = 1;
}
static void on_hup_ok(int sig) {
  // A message wakes no thread.
  write(2, "hup\n", 4);
  reload_ok = masked_ok = counted_ok = used_ok = logged_ok = 1;
}
// The program ends behind it, and no code looks any more.
static volatile sig_atomic_t dying_ok;
static void on_alarm_ok(int sig) {
  write(wakeup[1], "", 1);
  dying_ok = 1;
  _exit(1);
}
static void use_it(void) {
  if (used_ok == 1)
    reload();
}
void loop_ok(void) {
  signal(SIGTERM, on_term_ok);
  signal(SIGUSR1, on_usr1_ok);
  signal(SIGHUP, on_hup_ok);
  signal(SIGALRM, on_alarm_ok);
  while (dying_ok)
    wait_for_it();
  while (!first_ok) {
    wait_for_it();
    if (reload_ok) {
      reload_ok = 0;
      reload();
    }
    // Cleared in time for what follows.
    if (counted_ok) {
      wait_for_it();
      counted_ok = 0;
      reload();
    }
    // The act needs the flag.
    if (used_ok) {
      use_it();
      used_ok = 0;
    }
    // Nothing is lost but a message.
    if (logged_ok) {
      write(1, "hup\n", 4);
      logged_ok = 0;
    }
  }
}
void masked_loop_ok(void) {
  sigset_t set, before;
  sigemptyset(&set);
  sigaddset(&set, SIGHUP);
  sigprocmask(SIG_BLOCK, &set, &before);
  while (sigsuspend(&before))
    if (masked_ok) {
      reload();
      masked_ok = 0;
    }
}

//===--- wrong ---===//

static volatile sig_atomic_t stop_bad, posted_bad, deep_bad, reload_bad, late_bad;
static void on_int_bad(int sig) {
  int saved = errno;
  write(wakeup[1], "", 1);
  stop_bad = 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'stop_bad' is stored after 'write' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
  errno = saved;
}
// CHECK-FIXES: {{^}}static void on_int_bad(int sig) {
// CHECK-FIXES-NEXT: {{^}}  int saved = errno;
// CHECK-FIXES-NEXT: {{^}}  stop_bad = 1;
// CHECK-FIXES-NEXT: {{^}}  write(wakeup[1], "", 1);
// CHECK-FIXES-NEXT: //
// CHECK-FIXES-NEXT: {{^}}  errno = saved;

static void on_usr2_bad(int sig) {
  if (sem_post(&woken) < 0)
    return;
  posted_bad = 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'posted_bad' is stored after 'sem_post' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
}
static void wake(void) { write(wakeup[1], "", 1); }
static void on_quit_bad(int sig) {
  wake();

  deep_bad = sig;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'deep_bad' is stored after 'wake' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
}
static void on_chld_bad(int sig) { reload_bad = late_bad = 1; }
void loop_bad(void) {
  signal(SIGINT, on_int_bad);
  signal(SIGUSR2, on_usr2_bad);
  signal(SIGQUIT, on_quit_bad);
  signal(SIGCHLD, on_chld_bad);
  while (!stop_bad && !posted_bad && !deep_bad) {
    wait_for_it();
    if (reload_bad) {
      reload();
      reload_bad = 0;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'reload_bad' is cleared after it is acted on: a SIGCHLD that arrives in between is lost [asyncsafe-wakeup-before-flag]
    }
    // CHECK-FIXES: {{^}}    if (reload_bad) {
    // CHECK-FIXES-NEXT: {{^}}      reload_bad = 0;
    // CHECK-FIXES-NEXT: {{^}}      reload();
    // CHECK-FIXES-NEXT: //
    // CHECK-FIXES-NEXT: {{^}}    }
    if (late_bad == 1) {
      reload(); /* a comment that must not get lost */
      late_bad = 0;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'late_bad' is cleared after it is acted on: a SIGCHLD that arrives in between is lost [asyncsafe-wakeup-before-flag]
    }
  }
}
static void wait_for_it(void) {
  char c;
  read(wakeup[0], &c, 1);
}

//===--- the act is what comes last before the flag is cleared ---===//

static volatile sig_atomic_t restart_bad;
static void on_usr1_bad(int sig) { restart_bad = 1; }
void say(const char *text);
void main_bad(void) {
  signal(SIGUSR1, on_usr1_bad);
  if (restart_bad) {
    say("restarting");
    reload();
    restart_bad = 0;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'restart_bad' is cleared after it is acted on: a SIGUSR1 that arrives in between is lost [asyncsafe-wakeup-before-flag]
  }
}

// What is closed is said to be closed.
static volatile sig_atomic_t terminal_ok = -1;
static void close_terminal_ok(void) {
  if (terminal_ok != -1)
    close(terminal_ok);
  terminal_ok = -1;
}
static void on_usr3_ok(int sig) { close_terminal_ok(); }
void read_terminal_ok(void) {
  signal(SIGALRM, on_usr3_ok);
  terminal_ok = open("/dev/tty", 2);
  reload();
  close_terminal_ok();
}
