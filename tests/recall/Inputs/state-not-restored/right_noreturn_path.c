// right: the way that does not restore ends the process.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

__attribute__((noreturn, format(printf, 1, 2))) void die(const char *format, ...);

void store_pid(const char *path) {
  int state;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
  FILE *out = fopen(path, "w");
  if (!out)
    die("cannot write %s\n", path);
  fprintf(out, "%ld\n", (long)getpid());
  if (fclose(out) != 0) {
    perror(path);
    exit(1);
  }
  pthread_setcancelstate(state, NULL);
}
