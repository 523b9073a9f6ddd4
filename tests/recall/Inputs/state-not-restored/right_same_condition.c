// right: what 'interactive' changes, 'interactive' restores; nothing stores to it in between.
#define _GNU_SOURCE
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int wait_for_editor(pid_t pid, int interactive) {
  struct sigaction ignore, old_int, old_quit;
  int status = -1;
  memset(&ignore, 0, sizeof ignore);
  ignore.sa_handler = SIG_IGN;
  sigemptyset(&ignore.sa_mask);
  if (interactive) {
    sigaction(SIGINT, &ignore, &old_int);
    sigaction(SIGQUIT, &ignore, &old_quit);
  }
  if (waitpid(pid, &status, 0) != pid)
    status = -1;
  if (interactive) {
    sigaction(SIGINT, &old_int, NULL);
    sigaction(SIGQUIT, &old_quit, NULL);
  }
  return status;
}
