// right: the file is the result, meant to stay; the SIGPIPE setting behind it undoes nothing.
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

int begin_log(const char *path) {
  int fd = open(path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0644);
  if (fd < 0)
    return -1;
  signal(SIGPIPE, SIG_IGN);
  if (write(fd, "begin\n", 6) != 6) {
    close(fd);
    return -1;
  }
  return fd;
}
