// wrong: close() is a cancellation point, and the owner's destructor closes in a thread that is cancelled: terminate().
#include <fcntl.h>
#include <pthread.h>
#include <stdexcept>
#include <unistd.h>

class UniqueFd {
public:
  explicit UniqueFd(int Fd) : Fd(Fd) {}
  UniqueFd(const UniqueFd &) = delete;
  ~UniqueFd() {
    if (Fd >= 0)
      ::close(Fd); // HERE
  }
  int get() const { return Fd; }

private:
  int Fd;
};
static long Bytes;
static void *scan(void *Path) {
  for (;;) {
    UniqueFd File(::open(static_cast<const char *>(Path), O_RDONLY | O_CLOEXEC));
    char Part[4096];
    for (ssize_t N; (N = ::read(File.get(), Part, sizeof Part)) > 0;)
      Bytes += N;
  }
}
struct Scanner {
  pthread_t Thread{};
  explicit Scanner(char *Path) {
    if (pthread_create(&Thread, nullptr, scan, Path) != 0)
      throw std::runtime_error("pthread_create");
  }
  ~Scanner() { pthread_cancel(Thread); }
};
