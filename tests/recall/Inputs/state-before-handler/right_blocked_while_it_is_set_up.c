// right: SIGTERM is blocked from before the pid file is made until its handler stands.
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char pid_file[] = "/run/gauged.pid";
static void on_term(int sig) {
  (void)sig;
  unlink(pid_file);
  _exit(0);
}
static int write_pid(void) {
  char text[24];
  int fd = open(pid_file, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644);
  if (fd < 0)
    return -1;
  int n = snprintf(text, sizeof text, "%ld\n", (long)getpid());
  int rc = write(fd, text, n) == n ? 0 : -1;
  close(fd);
  return rc;
}
int main(void) {
  sigset_t term;
  sigemptyset(&term);
  sigaddset(&term, SIGTERM);
  sigprocmask(SIG_BLOCK, &term, NULL);
  if (write_pid() != 0)
    return 1;
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = on_term;
  sigaction(SIGTERM, &sa, NULL);
  sigprocmask(SIG_UNBLOCK, &term, NULL);
  for (;;)
    pause();
}
