// wrong: wait() promises not to throw, but poll() is where the watcher is cancelled: the unwind ends in terminate().
#include <poll.h>
#include <pthread.h>

class Watcher {
public:
  bool open(int Descriptor) {
    Fd = Descriptor;
    return pthread_create(&Thread, nullptr, &Watcher::body, this) == 0;
  }
  void close() {
    pthread_cancel(Thread);
    pthread_join(Thread, nullptr);
  }
  long events() const { return Events; }

private:
  bool wait() noexcept {
    pollfd P{Fd, POLLIN | POLLPRI, 0};
    return ::poll(&P, 1, -1) > 0; // HERE
  }
  static void *body(void *Self) {
    auto &W = *static_cast<Watcher *>(Self);
    while (W.wait())
      ++W.Events;
    return nullptr;
  }
  pthread_t Thread{};
  int Fd = -1;
  long Events = 0;
};
