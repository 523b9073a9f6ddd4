// right: a forced unwind is no std::exception; it passes this handler.
#include <cstdio>
#include <exception>
#include <pthread.h>
#include <string>
#include <unistd.h>
#include <vector>

static std::vector<std::string> Beats;

static void *heartbeat(void *) try {
  for (;;) {
    Beats.push_back("alive");
    ::sleep(10);
  }
} catch (const std::exception &E) {
  std::fputs(E.what(), stderr);
  return nullptr;
}
struct Monitor {
  pthread_t Thread;
  bool start() { return pthread_create(&Thread, nullptr, heartbeat, nullptr) == 0; }
  ~Monitor() {
    pthread_cancel(Thread);
    pthread_join(Thread, nullptr);
  }
};
