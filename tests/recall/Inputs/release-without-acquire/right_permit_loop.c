// right: the wait is repeated until the permit is had.
#define _GNU_SOURCE
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stddef.h>

static sem_t permits;
static volatile sig_atomic_t children;
static void on_chld(int sig) {
  (void)sig;
  children++;
}
int setup(void) {
  struct sigaction sa = {.sa_handler = on_chld};
  return sigaction(SIGCHLD, &sa, NULL) | sem_init(&permits, 0, 4);
}
size_t convert(char *text, size_t n) {
  size_t changed = 0;
  while (sem_wait(&permits) != 0)
    if (errno != EINTR)
      return 0;
  for (size_t i = 0; i < n; i++)
    if (text[i] == '\r') {
      text[i] = '\n';
      changed++;
    }
  sem_post(&permits);
  return changed;
}
