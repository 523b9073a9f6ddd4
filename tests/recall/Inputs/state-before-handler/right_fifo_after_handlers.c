// right: the handlers stand first; they remove a FIFO that this server owns whether or not it is there yet.
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
  handlers();
  if (mkfifo(fifo, 0622) != 0 && errno != EEXIST)
    return -1;
  return open(fifo, O_RDWR | O_NONBLOCK | O_CLOEXEC);
}
