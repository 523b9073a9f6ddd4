// RUN: %check_asyncsafe %s %t -- -std=c++17
// An assertion of a test framework that fails ends its test: nobody waits for what the test held.
#include <fcntl.h>
#include <stdexcept>
#include <unistd.h>

namespace Catch {
struct AssertionHandler {
  AssertionHandler(const char *);
  ~AssertionHandler();
  void handleExpr(bool), complete(), handleUnexpectedInflightException();
};
} // namespace Catch
namespace boost::test_tools::tt_detail {
bool report_assertion(bool, const char *);
}
#define REQUIRE(...)                                                                                                   \
  do {                                                                                                                 \
    Catch::AssertionHandler handler(#__VA_ARGS__);                                                                     \
    try {                                                                                                              \
      handler.handleExpr(__VA_ARGS__);                                                                                 \
    } catch (...) {                                                                                                    \
      handler.handleUnexpectedInflightException();                                                                     \
    }                                                                                                                  \
    handler.complete();                                                                                                \
  } while (false)

void file_ok() {
  int fd = open("/tmp/a", O_RDONLY);
  REQUIRE(fd >= 0);
  char byte;
  REQUIRE(read(fd, &byte, 1) == 1);
  close(fd);
}
void boost_ok() {
  int fd = open("/tmp/a", O_RDONLY);
  boost::test_tools::tt_detail::report_assertion(fd >= 0, "fd >= 0");
  close(fd);
}

// The program's own checks end no test.
void require(bool condition) {
  if (!condition)
    throw std::runtime_error("require");
}
int size(int fd);
void own_bad() {
  int fd = open("/tmp/a", O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'fd' is acquired here and not released if 'require' throws [asyncsafe-unprotected-release]
  require(size(fd) == 1);
  close(fd);
}
