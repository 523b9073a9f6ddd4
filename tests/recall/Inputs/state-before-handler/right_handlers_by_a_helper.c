// right: the helper installs the handlers, and it is called before the semaphore is created.
#define _GNU_SOURCE
#include <fcntl.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#define NAME "/spooler"
static volatile sig_atomic_t mine;
static void on_end(int sig) {
  if (mine)
    unlink("/dev/shm/sem.spooler");
  _exit(sig);
}
static void watch(void) {
  struct sigaction sa = {.sa_handler = on_end};
  sigfillset(&sa.sa_mask);
  sigaction(SIGHUP, &sa, NULL);
  sigaction(SIGTERM, &sa, NULL);
}
sem_t *only_instance(void) {
  sigset_t all, old;
  watch();
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &old);
  sem_t *s = sem_open(NAME, O_CREAT | O_EXCL, 0600, 1);
  mine = s != SEM_FAILED;
  sigprocmask(SIG_SETMASK, &old, NULL);
  return s;
}
