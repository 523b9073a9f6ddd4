// right: -1 says that nothing is open, and the handler asks.
#include <fcntl.h>
#include <stdexcept>
#include <string>
#include <unistd.h>

static void check(const std::string &Path) {
  if (Path.empty() || Path[0] != '/')
    throw std::invalid_argument(Path);
}
long sizeOf(const std::string &Path) {
  int Fd = -1;
  try {
    check(Path);
    Fd = ::open(Path.c_str(), O_RDONLY | O_CLOEXEC);
    if (Fd < 0)
      return -1;
    long Size = ::lseek(Fd, 0, SEEK_END);
    if (Size < 0)
      throw std::runtime_error("lseek");
    ::close(Fd);
    return Size;
  } catch (...) {
    if (Fd >= 0)
      ::close(Fd);
    throw;
  }
}
