// right: nothing cancels in this program, so close() in a destructor and poll() in a noexcept function end as usual.
#include <fcntl.h>
#include <poll.h>
#include <thread>
#include <unistd.h>

class UniqueFd {
public:
  explicit UniqueFd(int Fd) : Fd(Fd) {}
  UniqueFd(const UniqueFd &) = delete;
  ~UniqueFd() {
    if (Fd >= 0)
      ::close(Fd);
  }
  bool readable() const noexcept {
    pollfd P{Fd, POLLIN, 0};
    return ::poll(&P, 1, 100) == 1;
  }

private:
  int Fd;
};
int main(int argc, char **argv) {
  int Found = 0;
  std::thread T([&] {
    for (int I = 1; I < argc; ++I) {
      UniqueFd File(::open(argv[I], O_RDONLY | O_NONBLOCK | O_CLOEXEC));
      Found += File.readable();
    }
  });
  T.join();
  return Found;
}
