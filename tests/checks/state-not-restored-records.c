// RUN: %check_asyncsafe -checks=asyncsafe-state-not-restored %s %t -- -std=gnu17
// Ways out of the region of a cleanup handler.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static void release(void *p) { free(p); }

int popped_ok(FILE *in) {
  int rc = 0;
  char *line = malloc(4096);
  pthread_cleanup_push(release, line);
  while (fgets(line, 4096, in))
    if (line[0] == '\n') {
      rc = 1;
      break;
    }
  pthread_cleanup_pop(1);
  return rc;
}
int goto_inside_ok(FILE *in) {
  char *line = malloc(4096);
  pthread_cleanup_push(release, line);
again:
  if (fgets(line, 4096, in) && line[0] == '#')
    goto again;
  pthread_cleanup_pop(1);
  return 0;
}
void *ends_the_thread_ok(void *in) {
  char *line = malloc(4096);
  pthread_cleanup_push(release, line);
  if (!fgets(line, 4096, in))
    pthread_exit(NULL);
  pthread_cleanup_pop(1);
  return in;
}
int returns_inside_bad(FILE *in) {
  char *line = malloc(4096);
  pthread_cleanup_push(release, line);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a cleanup handler is pushed here and not popped on a path that leaves the region [asyncsafe-state-not-restored]
  while (fgets(line, 4096, in))
    if (line[0] == '\n') {
      free(line);
      return 1;
    }
  pthread_cleanup_pop(1);
  return 0;
}
int goto_out_bad(FILE *in) {
  char *line = malloc(4096);
  pthread_cleanup_push(release, line);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a cleanup handler is pushed here and not popped on a path that leaves the region [asyncsafe-state-not-restored]
  if (!fgets(line, 4096, in))
    goto out;
  pthread_cleanup_pop(1);
  return 0;
out:
  return -1;
}
