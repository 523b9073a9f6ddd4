// RUN: %dump --stage=facts %s -- -std=gnu17 | FileCheck %s --implicit-check-not="{{^wait .*likely}}"
// A read waits if the program itself has opened a socket, a pipe or an event, however it comes here; of a file that is
// opened by its name nothing is known.
#include <fcntl.h>
#include <poll.h>
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
// A wrapper waits for what one caller passes; another one passes a file.
// CHECK: wait wrapper [[@LINE+1]]:31 unbounded restarts likely on it
static void wrapper(int it) { write(it, buffer, sizeof buffer); }
void appends(const char *path) { wrapper(open(path, O_WRONLY)); }
// CHECK: wait sends [[@LINE+1]]:20 unbounded restarts likely
void sends(void) { wrapper(socket(AF_INET, SOCK_STREAM, 0)); }

// What is read only when there is something: here, by the caller's word, and from an event loop.
static struct peer peers[8];
void accepted(struct peer *p, int listener) { p->fd = accept(listener, 0, 0); }
static void ready(struct peer *p) { read(p->fd, buffer, sizeof buffer); }
void serve(struct pollfd *all) {
  for (;;) {
    // CHECK: wait serve [[@LINE+1]]:
    if (poll(all, 8, -1) < 0)
      return;
    for (int i = 0; i < 8; i++)
      if (all[i].revents)
        ready(&peers[i]);
  }
}
static void called(struct peer *p) { read(p->fd, buffer, sizeof buffer); }
void add(void (*ready)(struct peer *));
void adds(void) { add(called); }
// A number that is sent to wake somebody finds room.
void wakes(void) {
  int ends[2];
  pipe(ends);
  write(ends[1], "", 1);
  // CHECK: wait wakes [[@LINE+1]]:3 unbounded restarts likely on ends[*]
  read(ends[0], buffer, 1);
  // CHECK: wait wakes [[@LINE+1]]:3 unbounded restarts likely on ends[*]
  write(ends[1], buffer, sizeof buffer);
}

static void connects(struct peer *p) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  // CHECK: wait connects [[@LINE+1]]:3 unbounded restarts likely on fd
  read(fd, buffer, sizeof buffer);
}
void adds_this(void) { add(connects); }

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

// Whether a descriptor blocks makes no difference to who asks for what is ready: poll waits for it, read does not.
void polls(void) {
  struct pollfd one = {socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), POLLIN, 0};
  fcntl(one.fd, F_SETFL, O_NONBLOCK);
  // CHECK: wait polls [[@LINE+1]]:3 unbounded fails definite on one.fd{{$}}
  poll(&one, 1, -1);
  // CHECK: wait polls [[@LINE+1]]:3 unbounded restarts {{.*}}on one.fd nonblocking{{$}}
  recv(one.fd, buffer, sizeof buffer, 0);
}
