// RUN: %check_asyncsafe %s %t -- -std=c++20
// What a call takes over only if it succeeds; what is returned in the end; what a cursor walks along; members
// that one function alone has.
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <stdexcept>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

//===--- Handed over if that succeeds -------------------------------------===//

FILE *failed_bad(const char *path) {
  int fd = open(path, O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'fd' is acquired here and not released if the exception below is thrown [asyncsafe-unprotected-release]
  if (fd < 0)
    throw std::runtime_error("open");
  FILE *file = fdopen(fd, "r");
  if (!file)
    throw std::runtime_error("fdopen");
  return file;
}
DIR *directory_bad(const char *path) {
  int fd = open(path, O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'fd' is acquired here and not released if the exception below is thrown [asyncsafe-unprotected-release]
  if (fd < 0)
    throw std::runtime_error("open");
  DIR *directory = fdopendir(fd);
  if (directory == nullptr)
    throw std::runtime_error("fdopendir");
  return directory;
}
FILE *closed_ok(const char *path) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    throw std::runtime_error("open");
  FILE *file = fdopen(fd, "r");
  if (!file) {
    close(fd);
    throw std::runtime_error("fdopen");
  }
  return file;
}
FILE *not_asked_bad(const char *path, bool strict) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    throw std::runtime_error("open");
  FILE *file = fdopen(fd, "r"); // the descriptor is the stream's
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: file 'file' is acquired here and not released if the exception below is thrown [asyncsafe-unprotected-release]
  if (strict)
    throw std::runtime_error("strict");
  fclose(file);
  return nullptr;
}

//===--- Returned in the end ----------------------------------------------===//

class Session {
public:
  void setProxy(int port) {
    if (port <= 0)
      throw std::invalid_argument("port");
    proxy = port;
  }

private:
  int proxy = 0;
};
Session *create_bad(int port) {
  Session *made = new Session;
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: memory 'made' is acquired here and not released if 'Session::setProxy' throws [asyncsafe-unprotected-release]
  made->setProxy(port);
  return made;
}
int descriptor_ok(const char *path, int port) {
  int fd = open(path, O_RDONLY);
  if (fd >= 0 && port < 0)
    throw std::invalid_argument("port");
  return fd;
}
Session *owned_ok(int port) {
  std::unique_ptr<Session> made(new Session);
  made->setProxy(port);
  return made.release();
}
Session *nothing_between_ok(int port) {
  if (port < 0)
    throw std::invalid_argument("port");
  return new Session;
}
void keep(Session *session);
Session *known_to_others_ok(int port) {
  Session *made = new Session;
  keep(made);
  made->setProxy(port);
  return made;
}
class Registry;
class Child {
public:
  explicit Child(Registry &parent);
  void begin(int port) {
    if (port <= 0)
      throw std::invalid_argument("port");
  }
};
Child *parent_owns_it_ok(Registry &parent, int port) {
  Child *made = new Child(parent);
  made->begin(port);
  return made;
}
Session *unknown_callee_ok(void (*prepare)(), int port) {
  Session *made = new Session;
  prepare();
  return made;
}

//===--- Cursors ----------------------------------------------------------===//

struct Node {
  Node *next;
  int value;
};
Node *take_list() { return static_cast<Node *>(malloc(sizeof(Node))); }
int walks_bad() {
  Node *list = static_cast<Node *>(malloc(sizeof(Node)));
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: memory 'list' is acquired here and not released if the exception below is thrown [asyncsafe-unprotected-release]
  int sum = 0;
  for (Node *each = list; each; each = each->next) {
    if (each->value < 0)
      throw std::invalid_argument("value");
    sum += each->value;
  }
  free(list);
  return sum;
}
int walks_and_frees_ok() {
  Node *list = static_cast<Node *>(malloc(sizeof(Node)));
  int sum = 0;
  for (Node *each = list; each; each = each->next)
    sum += each->value;
  free(list);
  if (sum < 0)
    throw std::invalid_argument("sum");
  return sum;
}

//===--- Members that one function has for its own -------------------------===//

class Watcher {
public:
  void watch_bad(const char *path, bool strict) {
    input = open(path, O_RDONLY);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file descriptor 'input' is acquired here and not released if the exception below is thrown [asyncsafe-unprotected-release]
    if (strict)
      throw std::runtime_error("strict");
    close(input);
  }

private:
  int input;
};
class Closes {
public:
  ~Closes() { close(input); }
  void watch_ok(const char *path, bool strict) {
    input = open(path, O_RDONLY);
    if (strict)
      throw std::runtime_error("strict");
    close(input);
  }

private:
  int input;
};
class HasStop {
public:
  void stop() { close(input); }
  void watch_ok(const char *path, bool strict) {
    input = open(path, O_RDONLY);
    if (strict)
      throw std::runtime_error("strict");
    close(input);
  }

private:
  int input;
};
void use(Watcher &w, Closes &c, HasStop &h) {
  w.watch_bad("", true);
  c.watch_ok("", true);
  h.watch_ok("", true);
}
