// right: a TCP socket ends with the process; the handler, installed later, has nothing to undo but a flag to set.
#define _GNU_SOURCE
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

static volatile sig_atomic_t dump;
static void on_usr2(int sig) {
  (void)sig;
  dump = 1;
}
int agent_listen(unsigned short port) {
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)};
  int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (s < 0)
    return -1;
  if (bind(s, (struct sockaddr *)&a, sizeof a) != 0 || listen(s, 8) != 0) {
    close(s);
    return -1;
  }
  struct sigaction sa = {.sa_handler = on_usr2, .sa_flags = SA_RESTART};
  sigaction(SIGUSR2, &sa, NULL);
  return s;
}
