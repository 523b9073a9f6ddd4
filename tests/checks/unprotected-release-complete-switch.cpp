// RUN: %check_asyncsafe -checks=asyncsafe-unprotected-release %s %t -- %mock -std=c++20
// What follows a switch with a case for each value of an enumeration is for values that the enumeration does not have.
#include <fcntl.h>
#include <stdexcept>
#include <unistd.h>

enum class Kind { Read, Write };
static int bits(Kind kind) {
  switch (kind) {
  case Kind::Read:
    return 1;
  case Kind::Write:
    return 2;
  }
  throw std::runtime_error("no such kind");
}
int each_value_ok(const char *name, Kind kind) {
  int fd = open(name, O_RDONLY);
  int out = bits(kind);
  close(fd);
  return out;
}

enum Plain { One = 1, Two, Three };
static int plain(Plain value) {
  switch (value) {
  case One:
  case Two:
    if (value == Two)
      return 4;
    [[fallthrough]];
  case Three:
    return 5;
  }
  throw std::runtime_error("no such value");
}
int each_value_falls_through_ok(const char *name, Plain value) {
  int fd = open(name, O_RDONLY);
  int out = plain(value);
  close(fd);
  return out;
}

static int one_missing(Plain value) {
  switch (value) {
  case One:
    return 1;
  case Three:
    return 3;
  }
  throw std::runtime_error("not for two");
}
int one_missing_bad(const char *name, Plain value) {
  int fd = open(name, O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'fd' is acquired here and not released if 'one_missing' throws [asyncsafe-unprotected-release]
  int out = one_missing(value);
  close(fd);
  return out;
}

static int own_default(Kind kind) {
  switch (kind) {
  case Kind::Read:
    return 1;
  case Kind::Write:
    return 2;
  default:
    throw std::runtime_error("from a file");
  }
}
int own_default_bad(const char *name, Kind kind) {
  int fd = open(name, O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'fd' is acquired here and not released if 'own_default' throws [asyncsafe-unprotected-release]
  int out = own_default(kind);
  close(fd);
  return out;
}

static int number(int value) {
  switch (value) {
  case 0:
    return 1;
  case 1:
    return 2;
  }
  throw std::runtime_error("too large");
}
int number_bad(const char *name, int value) {
  int fd = open(name, O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'fd' is acquired here and not released if 'number' throws [asyncsafe-unprotected-release]
  int out = number(value);
  close(fd);
  return out;
}
