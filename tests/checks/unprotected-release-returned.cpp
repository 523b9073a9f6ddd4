// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unprotected-release -- -std=c++20
// What a function makes and returns, and its callers release, is lost if it does not get to return it.
#include <fcntl.h>
#include <memory>
#include <setjmp.h>
#include <stdexcept>
#include <stdlib.h>
#include <unistd.h>

static void check(int n) {
  if (n > 10)
    throw std::runtime_error("too large");
}

//===--- Callers release it -----------------------------------------------===//

static int open_bad(const char *name, int n) {
  int fd = open(name, O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'fd' is acquired here and not released if 'check' throws [asyncsafe-unprotected-release]
  if (fd < 0)
    return -1;
  check(n);
  return fd;
}
void uses_descriptor(const char *name) {
  int fd = open_bad(name, 3);
  close(fd);
}

struct node {
  int value;
};
static node *make_bad(int n) {
  node *made = new node;
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: memory 'made' is acquired here and not released if 'check' throws [asyncsafe-unprotected-release]
  check(n);
  made->value = n;
  return made;
}
int uses_node(int n) {
  std::unique_ptr<node> owner(make_bad(n));
  return owner->value;
}

static jmp_buf top;
static void fail(int n) {
  if (n > 10)
    longjmp(top, 1);
}
static int *row_bad(int n) {
  int *row = static_cast<int *>(malloc(n * sizeof *row));
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: memory 'row' is acquired here and not released if 'fail' jumps out of this function [asyncsafe-unprotected-release]
  if (!row)
    return nullptr;
  fail(n);
  return row;
}
static void drop(int *row) { free(row); }
int uses_row(int n) {
  if (setjmp(top))
    return -1;
  int *row = row_bad(n);
  drop(row);
  return 0;
}

//===--- Nothing is lost --------------------------------------------------===//

static int checks_first_ok(const char *name, int n) {
  check(n);
  return open(name, O_RDONLY);
}
void uses_first(const char *name) { close(checks_first_ok(name, 3)); }

static int releases_ok(const char *name, int n) {
  int fd = open(name, O_RDONLY);
  try {
    check(n);
  } catch (...) {
    close(fd);
    throw;
  }
  return fd;
}
void uses_released(const char *name) { close(releases_ok(name, 3)); }

static node *owns_ok(int n) {
  auto made = std::make_unique<node>();
  check(n);
  return made.release();
}
void uses_owned(int n) { delete owns_ok(n); }

// It lives as long as the program, for all that callers show.
static node *keeps_ok(int n) {
  static node *kept;
  node *made = new node;
  kept = made;
  check(n);
  return kept;
}
int uses_kept(int n) { return keeps_ok(n)->value; }
static int never_releases_ok(const char *name, int n) {
  int fd = open(name, O_RDONLY);
  check(n);
  return fd;
}
int uses_it_only(const char *name) { return never_releases_ok(name, 3); }
