// wrong: interrupted before its handler stands, the server leaves the socket's name, and its next bind() fails.
#define _GNU_SOURCE
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static struct sockaddr_un name = {AF_UNIX, "/run/agent.sock"};
static void on_int(int sig) {
  unlink(name.sun_path);
  _exit(128 + sig);
}
int agent_listen(void) {
  int s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (s < 0)
    return -1;
  if (bind(s, (struct sockaddr *)&name, sizeof name) != 0 || // HERE
      listen(s, 8) != 0) {
    close(s);
    return -1;
  }
  signal(SIGINT, on_int); // OR
  return s;
}
