// wrong: Ctrl-C after link() and before the handlers stand leaves the mailbox locked for every reader.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char lock[256];
static void drop_lock(int sig) {
  unlink(lock);
  _exit(128 + sig);
}
int lock_mailbox(const char *box, const char *unique) {
  snprintf(lock, sizeof lock, "%s.lock", box);
  if (link(unique, lock) != 0) { // HERE
    unlink(unique);
    return -1;
  }
  unlink(unique);
  signal(SIGINT, drop_lock); // OR
  signal(SIGTERM, drop_lock);
  signal(SIGHUP, drop_lock);
  return 0;
}
