// wrong: check() throws before open(), and the handler closes whatever number the stack holds.
#include <fcntl.h>
#include <stdexcept>
#include <string>
#include <unistd.h>

static void check(const std::string &Path) {
  if (Path.empty() || Path[0] != '/')
    throw std::invalid_argument(Path);
}
long sizeOf(const std::string &Path) {
  int Fd;
  try {
    check(Path);
    Fd = ::open(Path.c_str(), O_RDONLY | O_CLOEXEC); // OR
    if (Fd < 0)
      return -1;
    long Size = ::lseek(Fd, 0, SEEK_END);
    if (Size < 0)
      throw std::runtime_error("lseek");
    ::close(Fd);
    return Size;
  } catch (...) {
    ::close(Fd); // HERE
    throw;
  }
}
