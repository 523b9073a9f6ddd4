// right: the child installs its handler while all is blocked and opens the mask last.
#define _GNU_SOURCE
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

static volatile sig_atomic_t stop;
static void on_term(int sig) {
  (void)sig;
  stop = 1;
}
pid_t start_child(int (*run)(volatile sig_atomic_t *)) {
  sigset_t all, old;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &old);
  pid_t pid = fork();
  if (pid == 0) {
    struct sigaction sa = {.sa_handler = on_term};
    sigaction(SIGTERM, &sa, NULL);
    sigprocmask(SIG_SETMASK, &old, NULL);
    _exit(run(&stop));
  }
  sigprocmask(SIG_SETMASK, &old, NULL);
  return pid;
}
