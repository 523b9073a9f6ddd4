#ifndef MOCK_POLL_H
#define MOCK_POLL_H
#include <mock-c.h>
#include <signal.h>
#include <time.h>
#define POLLIN 1
#define POLLOUT 4
typedef unsigned long nfds_t;
struct pollfd {
  int fd;
  short events, revents;
};
MOCK_C_BEGIN
int poll(struct pollfd *fds, nfds_t count, int timeout);
int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask);
MOCK_C_END
#endif
