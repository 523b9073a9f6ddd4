// wrong: SIGINT jumps back to the prompt; unblocked before 'partial' names the file, the landing cannot remove it.
#define _GNU_SOURCE
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static sigjmp_buf prompt;
static const char *volatile partial;

static void on_int(int sig) {
  (void)sig;
  siglongjmp(prompt, 1);
}
static void download(const char *path, int from) {
  sigset_t set, old;
  char part[256];
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_BLOCK, &set, &old);
  int fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644); // HERE
  sigprocmask(SIG_SETMASK, &old, NULL); // OR
  if (fd < 0)
    return;
  partial = path;
  for (ssize_t n; (n = read(from, part, sizeof part)) > 0;)
    if (write(fd, part, n) != n)
      break;
  partial = NULL;
  close(fd);
}
void shell(const char *path) {
  signal(SIGINT, SIG_IGN);
  if (sigsetjmp(prompt, 1) && partial) {
    unlink(partial);
    partial = NULL;
  }
  signal(SIGINT, on_int);
  download(path, 0);
}
