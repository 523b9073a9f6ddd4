#include "session.h"

#include <fcntl.h>
#include <unistd.h>

namespace {

class OwnedFd {
public:
  explicit OwnedFd(int fd) : fd_(fd) {}
  ~OwnedFd() {
    if (fd_ >= 0)
      close(fd_);
  }
  OwnedFd(const OwnedFd &) = delete;
  int get() const { return fd_; }

private:
  int fd_;
};

} // namespace

// A gap: a session that is destroyed while it waits never closes its log.
Session serve(int client, const char *log) {
  int fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0644);
  if (fd < 0)
    co_return;
  co_await Readable{client};
  char buffer[64];
  if (ssize_t n = read(client, buffer, sizeof buffer); n > 0)
    static_cast<void>(write(fd, buffer, n) < 0);
  close(fd);
}

// Right: destroying the frame destroys the owner.
Session serveOwned(int client, const char *log) {
  OwnedFd fd(open(log, O_WRONLY | O_CREAT | O_APPEND, 0644));
  if (fd.get() < 0)
    co_return;
  co_await Readable{client};
  char buffer[64];
  if (ssize_t n = read(client, buffer, sizeof buffer); n > 0)
    static_cast<void>(write(fd.get(), buffer, n) < 0);
}
