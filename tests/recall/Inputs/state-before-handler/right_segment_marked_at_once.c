// right: the signals wait until the segment is known to the handler.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <unistd.h>

static volatile sig_atomic_t id = -1;
static void remove_segment(int sig) {
  if (id >= 0)
    shmctl(id, IPC_RMID, NULL);
  _exit(128 + sig);
}
void *screen_memory(size_t bytes) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  signal(SIGTERM, remove_segment);
  signal(SIGINT, remove_segment);
  sigprocmask(SIG_BLOCK, &set, &old);
  id = shmget(IPC_PRIVATE, bytes, IPC_CREAT | 0600);
  sigprocmask(SIG_SETMASK, &old, NULL);
  if (id < 0)
    return NULL;
  void *at = shmat(id, NULL, 0);
  return at == (void *)-1 ? NULL : at;
}
