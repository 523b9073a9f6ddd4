// right: main blocks while it sets up and then opens; it has no caller whose mask it could break.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static volatile sig_atomic_t reload;
static void on_hup(int sig) {
  (void)sig;
  reload = 1;
}
int main(void) {
  sigset_t hup;
  struct sigaction sa = {.sa_handler = on_hup, .sa_flags = SA_RESTART};
  sigemptyset(&hup);
  sigaddset(&hup, SIGHUP);
  sigprocmask(SIG_BLOCK, &hup, NULL);
  sigaction(SIGHUP, &sa, NULL);
  printf("ready\n");
  sigprocmask(SIG_UNBLOCK, &hup, NULL);
  for (int i = 0; i < 1000; i++)
    if (reload) {
      reload = 0;
      printf("reload at %d\n", i);
    }
  return 0;
}
