// RUN: %check_asyncsafe %s %t -checks=asyncsafe-state-not-restored -- -std=gnu17
// A child that takes the saved mask and never returns puts nothing back for its parent.
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

static void become(char **args, const sigset_t *mask) {
  pthread_sigmask(SIG_SETMASK, mask, NULL);
  execvp(args[0], args);
  _exit(127);
}

//===--- Silent -----------------------------------------------------------===//

int spawn_ok(char **args) {
  sigset_t all, old;
  sigfillset(&all);
  if (pthread_sigmask(SIG_SETMASK, &all, &old) != 0)
    return -EINVAL;
  int pid = fork();
  int failed = errno;
  if (pid == 0)
    become(args, &old);
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  return pid == -1 ? -failed : pid;
}

/// This one returns with the mask that it was given.
static void put_back(const sigset_t *mask) { pthread_sigmask(SIG_SETMASK, mask, NULL); }

int spawn_with_help_ok(char **args) {
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  int pid = fork();
  if (pid == -1) {
    put_back(&old);
    return -errno;
  }
  if (pid == 0)
    become(args, &old);
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  return pid;
}

//===--- Reported ---------------------------------------------------------===//

int spawn(char **args) {
  sigset_t all, old;
  sigfillset(&all);
  // CHECK-MESSAGES: :[[@LINE+1]]:7: warning: the signal mask is changed here and not restored on a path that returns early
  if (pthread_sigmask(SIG_SETMASK, &all, &old) != 0)
    return -EINVAL;
  int pid = fork();
  if (pid == -1)
    return -errno;
  if (pid == 0)
    become(args, &old);
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  return pid;
}
