// wrong: SIGTERM between the count and 'attached = 0' enters detach() again: the shared count goes down twice.
#define _GNU_SOURCE
#include <signal.h>
#include <unistd.h>

struct shared {
  volatile sig_atomic_t users;
};
static struct shared *segment;
static volatile sig_atomic_t attached;

static void detach(void) {
  if (attached) {
    segment->users--; // HERE
    attached = 0;
  }
}
static void on_term(int sig) {
  detach();
  _exit(128 + sig);
}
int session(struct shared *s, int (*run)(void)) {
  segment = s;
  attached = 0;
  signal(SIGTERM, on_term);
  segment->users++;
  attached = 1;
  int rc = run();
  detach(); // OR
  return rc;
}
