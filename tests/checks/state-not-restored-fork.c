// RUN: %check_asyncsafe -checks=asyncsafe-state-not-restored %s %t -- -std=gnu17
// Behind fork() there are two processes, each with its own handlers and masks.
#include <signal.h>
#include <unistd.h>

int work(void);
static void on_child(int sig) { (void)sig; }

// The parent waits with the handler; the child does without.
static int parent_keeps_ok(void) {
  struct sigaction now = {.sa_handler = on_child}, old;
  sigset_t none;
  sigaction(SIGUSR2, &now, &old);
  int pid = fork();
  if (pid > 0) {
    sigemptyset(&none);
    sigsuspend(&none);
    return 0;
  }
  sigaction(SIGUSR2, &old, NULL);
  return work();
}

static int child_keeps_ok(void) {
  sigset_t set, old;
  sigfillset(&set);
  sigprocmask(SIG_BLOCK, &set, &old);
  switch (fork()) {
  case 0:
    return work();
  default:
    break;
  }
  sigprocmask(SIG_SETMASK, &old, NULL);
  return 0;
}

// One of the paths of the parent.
static int parent_forgets(void) {
  sigset_t set, old;
  sigfillset(&set);
  sigprocmask(SIG_BLOCK, &set, &old);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the signal mask is changed here and not restored on a path that returns early [asyncsafe-state-not-restored]
  if (fork() == 0)
    _exit(work());
  if (work() < 0)
    return -1;
  sigprocmask(SIG_SETMASK, &old, NULL);
  return 0;
}

// There is only one process then.
static int fork_fails(void) {
  sigset_t set, old;
  sigfillset(&set);
  sigprocmask(SIG_BLOCK, &set, &old);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the signal mask is changed here and not restored on a path that returns early [asyncsafe-state-not-restored]
  int pid = fork();
  if (pid < 0)
    return -1;
  if (pid == 0)
    _exit(work());
  sigprocmask(SIG_SETMASK, &old, NULL);
  return 0;
}

void *all[] = {parent_keeps_ok, child_keeps_ok, parent_forgets, fork_fails};
