// RUN: %check_asyncsafe -checks=asyncsafe-unprotected-release %s %t -- -std=c++17 -pthread
// Which of the threads in a container is cancelled is unknown: any of them may be.
#include <pthread.h>
#include <thread>
#include <unistd.h>
#include <vector>

static pthread_mutex_t m;

struct Pool {
  void start() {
    for (int i = 0; i < 4; i++)
      workers.emplace_back([this] { run(); });
  }
  void stop() {
    for (auto &t : workers)
      pthread_cancel(t.native_handle());
  }
  void run_nothing_ok() { pthread_mutex_lock(&m), pthread_mutex_unlock(&m); }
  void run() {
    run_nothing_ok();
    pthread_mutex_lock(&m);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
    sleep(1);
    pthread_mutex_unlock(&m);
  }
  std::vector<std::thread> workers;
};
void go() {
  static Pool p;
  p.start();
  p.stop();
}
