// right: SIG_DFL is for the child before exec; the parent puts back what it found.
#define _GNU_SOURCE
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int shell(const char *command) {
  int status = -1;
  struct sigaction ign = {.sa_handler = SIG_IGN}, old_int;
  sigaction(SIGINT, &ign, &old_int);
  pid_t pid = fork();
  if (pid == 0) {
    signal(SIGINT, SIG_DFL);
    execl("/bin/sh", "sh", "-c", command, (char *)0);
    _exit(127);
  }
  if (pid > 0 && waitpid(pid, &status, 0) != pid)
    status = -1;
  sigaction(SIGINT, &old_int, NULL);
  return status;
}
