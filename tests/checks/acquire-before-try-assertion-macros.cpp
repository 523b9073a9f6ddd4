// RUN: %check_asyncsafe %s %t -- -std=c++20
// An assertion of a test framework that compares what was acquired, and throws, has found that nothing was.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace test {
struct Answer {};
template <class T> struct Left {
  T value;
  template <class R> Answer operator>=(const R &) const { return {}; }
  template <class R> Answer operator!=(const R &) const { return {}; }
  template <class R> Answer operator==(const R &) const { return {}; }
};
struct Decomposer {
  template <class T> Left<const T &> operator<=(const T &value) const { return {value}; }
};
const char *name_of(const char *);
struct Assertion {
  Assertion(const char *, const char *, int);
  ~Assertion();
  template <class T> void look(const T &) { decide(); }
  void decide();
  void unexpected();
  void complete();
};
struct Text {
  Text(const char *, unsigned);
};
void at(const Text &, int);
void said(const char *);
template <class L, class R> bool compare(const Text &, int, const L &, const char *, const R &, const char *);
bool done();
} // namespace test
#define REQUIRE(...)                                                                                         \
  do {                                                                                                       \
    test::Assertion assertion(test::name_of("REQUIRE"), #__VA_ARGS__, __LINE__);                             \
    try {                                                                                                    \
      assertion.look(test::Decomposer() <= __VA_ARGS__);                                                     \
    } catch (...) {                                                                                          \
      assertion.unexpected();                                                                                \
    }                                                                                                        \
    assertion.complete();                                                                                    \
  } while (false)
#define REQUIRE_GE(L, R)                                                                                     \
  do {                                                                                                       \
    test::at(test::Text("file", 4), __LINE__);                                                               \
    test::said("");                                                                                          \
    test::compare(test::Text("file", 4), __LINE__, L, #L, R, #R);                                            \
  } while (test::done())

void work() noexcept;
struct Owner {
  explicit Owner(int fd) noexcept : fd(fd) {}
  ~Owner() { close(fd); }
  int fd;
};
int length(int fd, const char *name);

//===--- Silent -----------------------------------------------------------===//

void opened_ok(const char *name) {
  int fd = open(name, O_RDONLY);
  REQUIRE(fd >= 0);
  Owner owner(fd);
  work();
}
void mapped_ok(int fd) {
  void *p = mmap(nullptr, 10, PROT_READ, MAP_SHARED, fd, 0);
  REQUIRE(p != MAP_FAILED);
  work();
  munmap(p, 10);
}
void compared_by_template_ok(const char *name) {
  int fd = open(name, O_RDONLY);
  REQUIRE_GE(fd, 0);
  Owner owner(fd);
  work();
}

void acquired_in_it_ok() {
  int fds[2];
  REQUIRE(pipe(fds) == 0);
  Owner reader(fds[0]), writer(fds[1]);
  work();
}

//===--- Alarms -----------------------------------------------------------===//

void another_value_bad(const char *name, int guests) {
  int fd = open(name, O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'fd' is acquired here, but 'name_of' may throw before its release is guaranteed [asyncsafe-acquire-before-try]
  REQUIRE(guests == 3);
  Owner owner(fd);
}
void second_assertion_bad(const char *name, int guests) {
  int fd = open(name, O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'fd' is acquired here, but 'name_of' may throw before its release is guaranteed [asyncsafe-acquire-before-try]
  REQUIRE(fd >= 0);
  REQUIRE(guests == 3);
  Owner owner(fd);
}
void tested_before_bad(const char *name) {
  int fd = open(name, O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'fd' is acquired here, but 'name_of' may throw before its release is guaranteed [asyncsafe-acquire-before-try]
  if (fd < 0)
    return;
  REQUIRE(fd != 3);
  Owner owner(fd);
}
void used_in_it_bad(const char *name) {
  int fd = open(name, O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'fd' is acquired here, but 'name_of' may throw before its release is guaranteed [asyncsafe-acquire-before-try]
  REQUIRE(length(fd, name) == 3);
  Owner owner(fd);
}
