// wrong: SIGTERM between mkfifo() and the installation leaves the FIFO, and clients then block on a dead server.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const char fifo[] = "/tmp/jukebox.ctl";
static void gone(int sig) {
  unlink(fifo);
  _exit(128 + sig);
}
static void handlers(void) {
  static const int all[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
  for (unsigned i = 0; i < sizeof all / sizeof *all; i++)
    signal(all[i], gone);
}
int control_open(void) {
  if (mkfifo(fifo, 0622) != 0 && errno != EEXIST) // HERE
    return -1;
  handlers(); // OR
  return open(fifo, O_RDWR | O_NONBLOCK | O_CLOEXEC);
}
