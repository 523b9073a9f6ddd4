// RUN: %check_asyncsafe -checks=asyncsafe-handler-before-target %s %t -- -std=gnu17
// Handlers, timers, masks and targets that are set in functions of their own.
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static sigjmp_buf toplevel, inner, quit_target, timer_target, early_timer_target;
static void to_toplevel(int sig) { siglongjmp(toplevel, sig); }
static void to_inner(int sig) { siglongjmp(inner, sig); }
static void to_quit(int sig) { siglongjmp(quit_target, sig); }
static void to_timer(int sig) { siglongjmp(timer_target, sig); }
static void to_early_timer(int sig) { siglongjmp(early_timer_target, sig); }
static volatile sig_atomic_t stop;
static void on_term(int sig) { stop = 1; }
void load(void);
int run(void);

static void install_early(void) { signal(SIGINT, to_toplevel); }
static void repl(void) {
  sigsetjmp(toplevel, 1);
  run();
}
static void install_behind(void) { signal(SIGHUP, to_inner); }
static void target_first_ok(void) {
  if (sigsetjmp(inner, 1))
    return;
  install_behind();
  run();
}
static void quits(int how) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGQUIT);
  sigprocmask(how, &set, NULL);
}
static int opened_early_bad(void) {
  quits(SIG_BLOCK);
  signal(SIGQUIT, to_quit);
  quits(SIG_UNBLOCK);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: SIGQUIT is unblocked here, before the target that the handler jumps to is set [asyncsafe-handler-before-target]
  if (sigsetjmp(quit_target, 1))
    return -1;
  return run();
}
static int opened_behind_ok(void) {
  quits(SIG_BLOCK);
  signal(SIGQUIT, to_quit);
  if (sigsetjmp(quit_target, 1))
    return -1;
  quits(SIG_UNBLOCK);
  return run();
}
static int timer_behind_ok(timer_t timer, const struct itimerspec *when) {
  signal(SIGRTMIN, to_timer);
  if (sigsetjmp(timer_target, 1))
    return -1;
  timer_settime(timer, 0, when, NULL);
  return run();
}
static int timer_before_bad(timer_t timer, const struct itimerspec *when) {
  signal(SIGRTMIN, to_early_timer);
  timer_settime(timer, 0, when, NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the timer is armed here, before the target that the handler jumps to is set [asyncsafe-handler-before-target]
  if (sigsetjmp(early_timer_target, 1))
    return -1;
  return run();
}
static pid_t child_bad(void) {
  sigset_t all, none, old;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &old);
  pid_t pid = fork();
  if (pid == 0) {
    struct sigaction action = {.sa_handler = on_term};
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: SIGTERM is unblocked here, before its handler is installed [asyncsafe-handler-before-target]
    sigaction(SIGTERM, &action, NULL);
    _exit(run());
  }
  sigprocmask(SIG_SETMASK, &old, NULL);
  return pid;
}
static pid_t child_ok(void) {
  sigset_t all, none, old;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &old);
  pid_t pid = fork();
  if (pid == 0) {
    struct sigaction action = {.sa_handler = on_term};
    sigaction(SIGUSR1, &action, NULL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    _exit(run());
  }
  sigprocmask(SIG_SETMASK, &old, NULL);
  return pid;
}

int main(int argc, char **argv) {
  struct itimerspec when;
  memset(&when, 0, sizeof when);
  when.it_value.tv_sec = argc;
  install_early();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the handler of SIGINT is installed here, before the target that the handler jumps to is set [asyncsafe-handler-before-target]
  load();
  repl();
  target_first_ok();
  child_bad();
  child_ok();
  return opened_early_bad() + opened_behind_ok() + timer_behind_ok((timer_t)argv, &when) +
         timer_before_bad((timer_t)argv, &when);
}
