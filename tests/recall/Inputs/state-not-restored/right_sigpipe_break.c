// right: the failing send leaves the loop only, and the disposition is restored behind it.
#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>
#include <sys/socket.h>

int stream_flush(int sock, const char *data, size_t left) {
  struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
  sigaction(SIGPIPE, &ignore, &before);
  while (left > 0) {
    ssize_t n = send(sock, data, left, MSG_DONTWAIT);
    if (n <= 0)
      break;
    data += n;
    left -= n;
  }
  sigaction(SIGPIPE, &before, NULL);
  return left ? -1 : 0;
}
