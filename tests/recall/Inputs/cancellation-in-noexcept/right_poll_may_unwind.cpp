// right: without noexcept the unwind passes wait() and body() and ends the thread.
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
  bool wait() {
    pollfd P{Fd, POLLIN | POLLPRI, 0};
    return ::poll(&P, 1, -1) > 0;
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
