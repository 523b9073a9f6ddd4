// right: the file loses its name at once; nothing outlives the process that the handler had to undo.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static volatile sig_atomic_t level;

static void on_usr1(int sig) {
  (void)sig;
  level = !level;
}
FILE *open_scratch(void) {
  FILE *f = tmpfile();
  if (!f)
    return NULL;
  struct sigaction sa = {.sa_handler = on_usr1, .sa_flags = SA_RESTART};
  sigaction(SIGUSR1, &sa, NULL);
  fprintf(f, "level %d\n", (int)level);
  return f;
}
