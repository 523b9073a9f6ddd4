// wrong: the peer has gone, the function gives up, and SIGPIPE stays ignored in the whole program that uses the library.
#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>
#include <sys/socket.h>

int stream_flush(int sock, const char *data, size_t left) {
  struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
  sigaction(SIGPIPE, &ignore, &before); // HERE
  while (left > 0) {
    ssize_t n = send(sock, data, left, MSG_DONTWAIT);
    if (n <= 0)
      return -1; // OR
    data += n;
    left -= n;
  }
  sigaction(SIGPIPE, &before, NULL);
  return 0;
}
