// wrong: cancelled in fopen() or right after it, the stream and its descriptor are lost, or the list of streams is locked.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>

void *count_lines(void *arg) {
  const char **names = arg;
  long lines = 0;
  if (pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL) != 0) // OR
    return NULL;
  for (; *names; names++) {
    FILE *f = fopen(*names, "r"); // HERE
    if (!f)
      continue;
    for (int c; (c = getc(f)) != EOF;)
      lines += c == '\n';
    fclose(f);
  }
  return (void *)lines;
}
