// wrong: a signal interrupts sem_wait(), no permit was taken, and sem_post() gives one too many for ever after.
#define _GNU_SOURCE
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>

static sem_t permits;
static volatile sig_atomic_t children;
static void on_chld(int sig) {
  (void)sig;
  children++;
}
int setup(void) {
  struct sigaction sa = {.sa_handler = on_chld};
  return sigaction(SIGCHLD, &sa, NULL) | sem_init(&permits, 0, 4);
}
int convert(FILE *in, FILE *out) {
  int c, rc = -1;
  if (sem_wait(&permits) != 0) // OR
    goto out;
  while ((c = fgetc(in)) != EOF)
    fputc(c == '\r' ? '\n' : c, out);
  rc = 0;
out:
  sem_post(&permits); // HERE
  return rc;
}
