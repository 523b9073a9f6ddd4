// wrong: a SIGHUP before the handler stands ends the program with the named semaphore left taken for its successors.
#define _GNU_SOURCE
#include <fcntl.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#define NAME "/spooler"
static void on_end(int sig) {
  unlink("/dev/shm/sem.spooler");
  _exit(sig);
}
sem_t *only_instance(void) {
  sem_t *s = sem_open(NAME, O_CREAT | O_EXCL, 0600, 1); // HERE
  if (s == SEM_FAILED) {
    perror(NAME);
    return NULL;
  }
  struct sigaction sa = {.sa_handler = on_end};
  sigfillset(&sa.sa_mask);
  sigaction(SIGHUP, &sa, NULL); // OR
  sigaction(SIGTERM, &sa, NULL);
  return s;
}
