// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-mishandled -- -std=gnu17
// A socket that the function is given, in a unit that knows no sockets that do not block.
#include <errno.h>
#include <sys/socket.h>

int attach_bad(int fd, const struct sockaddr *to, socklen_t size) {
  int result;
  do
    result = connect(fd, to, size);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'connect' is retried after EINTR, but the first attempt continues in the background [asyncsafe-eintr-mishandled]
  while (result == -1 && errno == EINTR);
  return result;
}
int attach_once_ok(int fd, const struct sockaddr *to, socklen_t size) {
  return connect(fd, to, size) == -1 && errno == EINTR ? 0 : -1;
}
