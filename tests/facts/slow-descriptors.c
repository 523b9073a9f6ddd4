// RUN: %dump --stage=facts %s -- -std=gnu17 | FileCheck %s --implicit-check-not="{{^wait .*likely}}"
// A read waits if the program itself has opened a socket, a pipe or an event, however it comes here; of a file that is
// opened by its name nothing is known.
#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

static char buffer[16];
struct peer {
  int fd, log;
};

// What is opened by its name, what the caller has, and what does not wait.
void named(const char *path) { read(open(path, O_RDONLY), buffer, sizeof buffer); }
void number(void) { read(0, buffer, sizeof buffer); }
void caller_has(int fd) { read(fd, buffer, sizeof buffer); }
void logs(struct peer *p, const char *path) {
  p->log = open(path, O_RDWR);
  write(p->log, buffer, sizeof buffer);
}
void copied(int *fds) {
  int fd = fds[1];
  read(fd, buffer, sizeof buffer);
}

// Variables, elements, fields, parameters and results.
void local(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  // CHECK: wait local [[@LINE+1]]:3 unbounded restarts likely on fd
  read(fd, buffer, sizeof buffer);
}
void element(void) {
  int ends[2];
  pipe(ends);
  // CHECK: wait element [[@LINE+1]]:3 unbounded restarts likely on ends[*]
  read(ends[0], buffer, sizeof buffer);
}
void opens(struct peer *p) { p->fd = eventfd(0, 0); }
void field(struct peer *p) {
  // CHECK: wait field [[@LINE+1]]:3 unbounded restarts likely on p->fd
  read(p->fd, buffer, sizeof buffer);
}
static int listening(void) { return socket(AF_INET, SOCK_STREAM, 0); }
// CHECK: wait passed [[@LINE+1]]:34 unbounded restarts likely on stream
static void passed(int stream) { write(stream, buffer, sizeof buffer); }
void result(void) {
  int fd = listening();
  // CHECK: wait result [[@LINE+1]]:3 unbounded restarts likely on fd
  passed(fd);
}
