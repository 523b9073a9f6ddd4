// right: main leaves the program with the mask changed on a failure; nothing runs after it.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>

int main(int argc, char **argv) {
  sigset_t set, before;
  sigemptyset(&set);
  sigaddset(&set, SIGHUP);
  sigprocmask(SIG_BLOCK, &set, &before);
  for (int i = 1; i < argc; i++)
    if (mkdir(argv[i], 0755) != 0) {
      perror(argv[i]);
      return 1;
    }
  sigprocmask(SIG_SETMASK, &before, NULL);
  return 0;
}
