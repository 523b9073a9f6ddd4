// wrong: SIGTERM arrives between the end of the mask and 'have_name = 1': the handler exits and the file stays.
#define _GNU_SOURCE
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char name[64];
static volatile sig_atomic_t have_name;

static void on_term(int sig) {
  if (have_name)
    unlink(name);
  _exit(128 + sig);
}
void install(void) {
  struct sigaction sa = {.sa_handler = on_term};
  sigaction(SIGTERM, &sa, NULL);
}
int open_temp(void) {
  sigset_t term, old;
  sigemptyset(&term);
  sigaddset(&term, SIGTERM);
  sigprocmask(SIG_BLOCK, &term, &old);
  strcpy(name, "/tmp/sortXXXXXX");
  int fd = mkstemp(name); // HERE
  sigprocmask(SIG_SETMASK, &old, NULL); // OR
  if (fd < 0)
    return -1;
  have_name = 1;
  return fd;
}
