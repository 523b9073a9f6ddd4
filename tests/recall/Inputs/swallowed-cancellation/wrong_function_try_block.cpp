// wrong: a thread cancelled in sleep() ends in the handler of the function's try: glibc aborts the process.
#include <pthread.h>
#include <string>
#include <unistd.h>
#include <vector>

static std::vector<std::string> Beats;

static void *heartbeat(void *) try {
  for (;;) {
    Beats.push_back("alive");
    ::sleep(10); // OR
  }
} catch (...) { // HERE
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
