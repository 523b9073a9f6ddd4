// RUN: %check_asyncsafe -checks=asyncsafe-state-before-handler %s %t -- -std=gnu17
// The mode of the terminal, a segment of shared memory, a name made by a helper.
#define _GNU_SOURCE
#include <signal.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

static struct termios before;
static int segment = -1;
static const char pipe_name[] = "/run/b.fifo";
static void restore(int sig) {
  tcsetattr(0, TCSANOW, &before);
  _exit(sig);
}
static void drop(int sig) {
  shmctl(segment, IPC_RMID, NULL);
  _exit(sig);
}
static void drop_pipe(int sig) {
  unlink(pipe_name);
  _exit(sig);
}

int raw_bad(void) {
  struct termios raw = before;
  cfmakeraw(&raw);
  tcsetattr(0, TCSANOW, &raw);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the mode of the terminal is changed here, before the handler of SIGINT that restores it is installed [asyncsafe-state-before-handler]
  signal(SIGINT, restore);
  return 0;
}
int shared_bad(void) {
  segment = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: an IPC object is created here, before the handler of SIGTERM that removes it is installed [asyncsafe-state-before-handler]
  signal(SIGTERM, drop);
  return segment;
}

static int start(void) { return mkfifo(pipe_name, 0600); }
static void handle(void) {
  signal(SIGHUP, drop_pipe);
  signal(SIGQUIT, drop_pipe);
}
int helpers_bad(void) {
  int rc = start();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a file name is created here, before the handler of SIGHUP that removes it is installed [asyncsafe-state-before-handler]
  handle();
  return rc;
}
