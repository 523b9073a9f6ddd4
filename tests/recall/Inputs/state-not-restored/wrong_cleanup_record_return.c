// wrong: return out of the push/pop region leaves the record of a dead frame in the thread's list of handlers.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static void release(void *p) { free(p); }

int print_config(FILE *in, FILE *out) {
  char *line = malloc(4096);
  if (!line)
    return -1;
  pthread_cleanup_push(release, line); // HERE
  while (fgets(line, 4096, in)) {
    if (line[0] == '\n') {
      free(line);
      return 1; // OR
    }
    fputs(line, out);
  }
  pthread_cleanup_pop(1);
  return 0;
}
