// right: the mask begins before the lock file is made and ends when the handler knows of it.
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static char lock_path[128];
static volatile sig_atomic_t locked;

static void on_int(int sig) {
  if (locked)
    unlink(lock_path);
  _exit(128 + sig);
}
void watch_int(void) { signal(SIGINT, on_int); }

int take_lock(const char *path) {
  sigset_t set, before;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_BLOCK, &set, &before);
  int fd = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0) {
    strncpy(lock_path, path, sizeof lock_path - 1);
    locked = 1;
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
  return fd;
}
