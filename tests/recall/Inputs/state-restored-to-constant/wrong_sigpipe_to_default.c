// wrong: a host program that ignores SIGPIPE is killed by the next broken pipe, because the library sets the default.
#define _GNU_SOURCE
#include <signal.h>
#include <string.h>
#include <sys/socket.h>

int greet(int sock, const char *name) {
  struct sigaction quiet, before;
  memset(&quiet, 0, sizeof quiet);
  quiet.sa_handler = SIG_IGN;
  if (sigaction(SIGPIPE, &quiet, &before) != 0) // OR
    return -1;
  ssize_t n = send(sock, name, strlen(name), MSG_DONTWAIT);
  quiet.sa_handler = SIG_DFL;
  sigaction(SIGPIPE, &quiet, NULL); // HERE
  return n < 0 ? -1 : 0;
}
