// RUN: %check_asyncsafe -checks=asyncsafe-stop-flag-without-lock,asyncsafe-wait-ignores-stop %s %t -- -std=c++20
// Threads that are stopped wrongly: in a pool, through a queue, behind wrappers.
#include <atomic>
#include <condition_variable>
#include <functional>
#include <latch>
#include <memory>
#include <mutex>
#include <pthread.h>
#include <queue>
#include <semaphore>
#include <sys/epoll.h>
#include <thread>
#include <vector>

namespace cxx_store_before_notify_bad {
class W {
  std::mutex m;
  std::condition_variable cv;
  bool quit = false;
  std::thread t{[this] {
    std::unique_lock<std::mutex> l(m);
    while (!quit)
      cv.wait(l);
  }};

public:
  ~W() {
    quit = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'quit' is stored without holding 'm', under which the wait on 'cv' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
    // CHECK-FIXES: { std::lock_guard lock(m); quit = true; }
    cv.notify_all();
    t.join();
  }
};
void f() { W w; }
} // namespace cxx_store_before_notify_bad

namespace lock_after_notify_bad {
class W {
  std::mutex m;
  std::condition_variable cv;
  bool quit = false;

public:
  void wait() {
    std::unique_lock<std::mutex> l(m);
    cv.wait(l, [this] { return quit; });
  }
  void end() {
    quit = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'quit' is stored without holding 'm', under which the wait on 'cv' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
    // CHECK-FIXES: { std::lock_guard lock(m); quit = true; }
    cv.notify_all();
    std::lock_guard<std::mutex> l(m);
  }
};
void f(W &w) {
  w.end();
  w.wait();
}
} // namespace lock_after_notify_bad

namespace class_cv_bad {
class Mutex {
  pthread_mutex_t mu_;
  friend class CondVar;

public:
  void Lock() { pthread_mutex_lock(&mu_); }
  void Unlock() { pthread_mutex_unlock(&mu_); }
};
class CondVar {
  pthread_cond_t cv_;
  Mutex *mu_;

public:
  explicit CondVar(Mutex *m) : mu_(m) {}
  void Wait() { pthread_cond_wait(&cv_, &mu_->mu_); }
  void Signal() { pthread_cond_signal(&cv_); }
  void SignalAll() { pthread_cond_broadcast(&cv_); }
};
class DB {
  Mutex mu_;
  CondVar bg_{&mu_};
  bool quit_ = false;

public:
  void wait() {
    mu_.Lock();
    while (!quit_)
      bg_.Wait();
    mu_.Unlock();
  }
  void end() {
    quit_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'quit_' is stored without holding 'mu_', under which the wait on 'bg_' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
    bg_.SignalAll();
  }
};
void f(DB &d) {
  d.end();
  d.wait();
}
} // namespace class_cv_bad

namespace class_cv_arg_bad {
class Event {
  std::mutex m;
  std::condition_variable cv;
  friend class User;

public:
  void Wait(std::unique_lock<std::mutex> &l) { cv.wait(l); }
  void Set() { cv.notify_all(); }
};
class User {
  std::mutex m;
  Event e;
  bool quit = false;

public:
  void wait() {
    std::unique_lock<std::mutex> l(m);
    while (!quit)
      e.Wait(l);
  }
  void end() {
    quit = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'quit' is stored without holding 'm', under which the wait on 'e' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
    // CHECK-FIXES: { std::lock_guard lock(m); quit = true; }
    e.Set();
  }
};
void f(User &u) {
  u.wait();
  u.end();
}
} // namespace class_cv_arg_bad

namespace pool_notify_missing_bad {
class Pool {
  std::vector<std::thread> ws;
  std::queue<std::function<void()>> q;
  std::mutex m;
  std::condition_variable cv;
  bool stop = false;

public:
  Pool() {
    for (int i = 0; i < 3; ++i)
      ws.emplace_back([this] {
        for (;;) {
          std::unique_lock<std::mutex> l(m);
          cv.wait(l, [this] { return stop || !q.empty(); });
          // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'condition_variable::wait' is not woken when 'stop' is set to stop this thread [asyncsafe-wait-ignores-stop]
          if (stop && q.empty())
            return;
          q.pop();
        }
      });
  }
  ~Pool() {
    {
      std::unique_lock<std::mutex> l(m);
      stop = true;
    }
    for (auto &t : ws)
      t.join();
  }
};
void f() { Pool p; }
} // namespace pool_notify_missing_bad

namespace pool_store_unlocked_bad {
class Pool {
  std::vector<std::thread> ws;
  std::queue<std::function<void()>> q;
  std::mutex m;
  std::condition_variable cv;
  bool stop = false;

public:
  Pool() {
    for (int i = 0; i < 3; ++i)
      ws.emplace_back([this] {
        for (;;) {
          std::unique_lock<std::mutex> l(m);
          cv.wait(l, [this] { return stop || !q.empty(); });
          if (stop && q.empty())
            return;
          q.pop();
        }
      });
  }
  ~Pool() {
    stop = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stop' is stored without holding 'm', under which the wait on 'cv' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
    // CHECK-FIXES: { std::lock_guard lock(m); stop = true; }
    cv.notify_all();
    for (auto &t : ws)
      t.join();
  }
};
void f() { Pool p; }
} // namespace pool_store_unlocked_bad

namespace epoll_helper_bad {
class L {
  int ep = epoll_create1(0);
  std::atomic<bool> stop{false};
  std::thread t;
  int poll() {
    epoll_event e[8];
    return epoll_wait(ep, e, 8, -1);
  }
  void run() {
    while (!stop.load())
      poll();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'L::poll' is not woken when 'stop' is set to stop this thread [asyncsafe-wait-ignores-stop]
  }

public:
  L() : t(&L::run, this) {}
  void shutdown() {
    stop.store(true);
    t.join();
  }
};
void f() {
  L l;
  l.shutdown();
}
} // namespace epoll_helper_bad

namespace semaphore_cxx_bad {
class W {
  std::counting_semaphore<> s{0};
  std::atomic<bool> stop{false};
  std::thread t{[this] {
    while (!stop)
      s.acquire();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'counting_semaphore::acquire' is not woken when 'stop' is set to stop this thread [asyncsafe-wait-ignores-stop]
  }};

public:
  void add() { s.release(); }
  ~W() {
    stop = true;
    t.join();
  }
};
void f() { W w; }
} // namespace semaphore_cxx_bad

namespace atomic_wait_bad {
class V {
  std::atomic<bool> stop{false};
  std::atomic<int> work{0};
  std::thread t{[this] {
    while (!stop) {
      work.wait(0);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' is not woken when 'stop' is set to stop this thread [asyncsafe-wait-ignores-stop]
      work = 0;
    }
  }};

public:
  void add() {
    work = 1;
    work.notify_one();
  }
  ~V() {
    stop = true;
    t.join();
  }
};
void f() { V v; }
} // namespace atomic_wait_bad

namespace token_cv_bad {
class W {
  std::mutex m;
  std::condition_variable cv;
  int n = 0;
  std::jthread t{[this](std::stop_token st) {
    while (!st.stop_requested()) {
      std::unique_lock l(m);
      cv.wait(l, [&] { return n > 0; });
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'condition_variable::wait' is not woken when a stop is requested through 'st' [asyncsafe-wait-ignores-stop]
      --n;
    }
  }};
};
void f() { W w; }
} // namespace token_cv_bad

namespace token_latch_bad {
std::latch go{1};
void f() {
  std::jthread t([](std::stop_token st) {
    while (!st.stop_requested())
      go.wait();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'latch::wait' is not woken when a stop is requested through 'st' [asyncsafe-wait-ignores-stop]
  });
}
} // namespace token_latch_bad

namespace boost_like_bad {
template <class T> class BQ {
  std::mutex m;
  std::condition_variable cv;
  std::queue<T> q;

public:
  T pop() {
    std::unique_lock<std::mutex> l(m);
    while (q.empty())
      cv.wait(l);
    T t = q.front();
    q.pop();
    return t;
  }
  void push(T t) {
    std::lock_guard<std::mutex> l(m);
    q.push(t);
    cv.notify_one();
  }
};
class W {
  BQ<int> q;
  std::atomic<bool> stop{false};
  std::thread t{[this] {
    while (!stop) {
      int v = q.pop();
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'BQ::pop' is not woken when 'stop' is set to stop this thread [asyncsafe-wait-ignores-stop]
      (void)v;
    }
  }};

public:
  void add(int i) { q.push(i); }
  ~W() {
    stop = true;
    t.join();
  }
};
void f() { W w; }
} // namespace boost_like_bad

namespace flag_in_struct_bad {
struct St {
  std::mutex m;
  std::condition_variable cv;
  bool quit = false;
};
class W {
  std::shared_ptr<St> s = std::make_shared<St>();
  std::thread t;

public:
  W() {
    auto p = s;
    t = std::thread([p] {
      std::unique_lock<std::mutex> l(p->m);
      p->cv.wait(l, [&] { return p->quit; });
    });
  }
  ~W() {
    s->quit = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'quit' is stored without holding 'm', under which the wait on 'cv' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
    s->cv.notify_one();
    t.join();
  }
};
void f() { W w; }
} // namespace flag_in_struct_bad

namespace increment_bad {
class E {
  std::mutex m;
  std::condition_variable cv;
  std::atomic<int> n{0};

public:
  void wait() {
    std::unique_lock<std::mutex> l(m);
    cv.wait(l, [&] { return n.load() > 0; });
  }
  void set() {
    ++n;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'n' is stored without holding 'm', under which the wait on 'cv' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
    // CHECK-FIXES: { std::lock_guard lock(m); ++n; }
    cv.notify_one();
  }
  void set2() {
    n.fetch_add(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'n' is stored without holding 'm', under which the wait on 'cv' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
    // CHECK-FIXES: { std::lock_guard lock(m); n.fetch_add(1); }
    cv.notify_one();
  }
};
void f(E &e) {
  e.set();
  e.wait();
  e.set2();
} // BAD BAD
} // namespace increment_bad
