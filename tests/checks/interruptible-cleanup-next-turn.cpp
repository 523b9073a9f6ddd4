// RUN: %check_asyncsafe %s %t -checks=asyncsafe-interruptible-cleanup -- -std=c++20
// The next turn of a loop runs after the handler, not in it.
#include <dirent.h>
#include <stdexcept>

struct not_found : std::runtime_error {
  using std::runtime_error::runtime_error;
};
static void load(const char *name) {
  if (name[0] == 'x')
    throw not_found("x");
  if (name[0] == 'y')
    throw std::logic_error("y");
}
static void count(int &errors) {
  if (++errors > 10)
    throw std::runtime_error("too many errors");
}

int all_ok(const char *where) {
  DIR *dir = opendir(where);
  if (!dir)
    return 0;
  int errors = 0;
  while (dirent *each = readdir(dir)) {
    try {
      load(each->d_name);
    } catch (not_found &) {
      ++errors;
    }
  }
  closedir(dir);
  return errors;
}

int all_bad(const char *where) {
  DIR *dir = opendir(where);
  if (!dir)
    return 0;
  int errors = 0;
  while (dirent *each = readdir(dir)) {
    try {
      load(each->d_name);
    } catch (not_found &) {
      count(errors);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler can be left here before it releases directory stream 'dir' [asyncsafe-interruptible-cleanup]
    }
  }
  closedir(dir);
  return errors;
}
