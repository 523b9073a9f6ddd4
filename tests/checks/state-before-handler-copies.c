// RUN: %check_asyncsafe -checks=asyncsafe-state-before-handler %s %t -- -std=gnu17
// The name that a handler removes is a copy of the one that a file was made under.
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static char path[256], other[256];
static int take(const char *name) {
  int fd = open(name, O_CREAT | O_EXCL | O_WRONLY, 0644);
  // Copied by the library, not by an assignment.
  strncpy(path, name, sizeof path - 1);
  return fd;
}
static int take_unnamed(const char *name) {
  int fd = open(name, O_CREAT | O_EXCL | O_WRONLY, 0644);
  strncpy(other, "elsewhere", sizeof other - 1);
  return fd;
}
static void drop(int sig) {
  unlink(path);
  _exit(sig);
}
static void drop_other(int sig) {
  unlink(other);
  _exit(sig);
}
int other_name_ok(void) {
  int fd = take_unnamed("/tmp/a");
  signal(SIGQUIT, drop_other);
  return fd;
}
int installed_first_ok(void) {
  signal(SIGINT, drop);
  return take("/tmp/a");
}
int installed_late_bad(void) {
  int fd = take("/tmp/a");
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a file name is created here, before the handler of SIGTERM that removes it is installed [asyncsafe-state-before-handler]
  signal(SIGTERM, drop);
  return fd;
}
