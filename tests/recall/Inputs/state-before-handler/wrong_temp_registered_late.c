// wrong: the handler stands, but it learns the name only after the copy has begun: a SIGINT in between leaves the file.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char path[] = "/tmp/merge.XXXXXX";
static volatile sig_atomic_t created;

static void cleanup(int sig) {
  if (created)
    unlink(path);
  signal(sig, SIG_DFL);
  raise(sig);
}
FILE *open_scratch(void) {
  signal(SIGINT, cleanup);
  signal(SIGHUP, cleanup);
  int fd = mkstemp(path); // HERE
  if (fd < 0)
    return NULL;
  FILE *f = fdopen(fd, "w+");
  if (!f)
    perror("fdopen");
  created = 1; // OR
  return f;
}
