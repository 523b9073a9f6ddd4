// wrong: SIGTERM before sigaction() ends the daemon with its pid file left, and the next start refuses to run.
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
int main(void) {
  char text[24];
  int fd = open(pid_file, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644); // HERE
  if (fd < 0)
    return 1;
  int n = snprintf(text, sizeof text, "%ld\n", (long)getpid());
  if (write(fd, text, n) != n)
    return 1;
  close(fd);
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = on_term;
  sigaction(SIGTERM, &sa, NULL); // OR
  for (;;)
    pause();
}
