// RUN: %check_asyncsafe -checks=asyncsafe-unprotected-release %s %t -- -std=c++17 -pthread
// The native handle of a std::thread names this thread, and no other one is cancelled by it.
#include <pthread.h>
#include <thread>
#include <unistd.h>

static pthread_mutex_t m;

struct Pool {
  void add() {
    std::thread([this] { run_ok(); }).detach();
  }
  void run_ok() {
    pthread_mutex_lock(&m);
    idle++;
    sleep(1);
    idle--;
    pthread_mutex_unlock(&m);
  }
  int idle = 0;
};

struct Assigned {
  Assigned() {
    t = std::thread([this] { run(); });
  }
  ~Assigned() {
    pthread_cancel(t.native_handle());
    t.join();
  }
  void run() {
    pthread_mutex_lock(&m);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
    sleep(1);
    pthread_mutex_unlock(&m);
  }
  std::thread t;
};

struct Built {
  Built() : t([this] { run(); }) {}
  ~Built() {
    pthread_cancel(t.native_handle());
    t.join();
  }
  void run() {
    pthread_mutex_lock(&m);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
    sleep(1);
    pthread_mutex_unlock(&m);
  }
  std::thread t;
};

void go() {
  static Pool p;
  static Assigned a;
  static Built b;
  p.add();
}
