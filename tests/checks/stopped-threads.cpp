// RUN: %check_asyncsafe -checks=asyncsafe-stop-flag-without-lock,asyncsafe-wait-ignores-stop %s %t -- -std=c++20
// Threads that are stopped rightly, in ways that look as if they were not.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <latch>
#include <memory>
#include <mutex>
#include <optional>
#include <poll.h>
#include <pthread.h>
#include <queue>
#include <semaphore>
#include <shared_mutex>
#include <stop_token>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace absl_like_ok {
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
class MutexLock {
  Mutex *m;

public:
  explicit MutexLock(Mutex *m) : m(m) { m->Lock(); }
  ~MutexLock() { m->Unlock(); }
};
class DB {
  Mutex mu_;
  CondVar bg_{&mu_};
  bool shutting_ = false, busy_ = true;

public:
  ~DB() {
    mu_.Lock();
    shutting_ = true;
    while (busy_)
      bg_.Wait();
    mu_.Unlock();
  }
  void done() {
    MutexLock l(&mu_);
    busy_ = false;
    bg_.SignalAll();
  }
};
void f() {
  DB d;
  d.done();
}
} // namespace absl_like_ok

namespace atomic_timed_ok {
class W {
  std::mutex m;
  std::condition_variable cv;
  std::atomic<bool> stop{false};
  std::thread t;
  void run() {
    while (!stop.load(std::memory_order_acquire)) {
      std::unique_lock<std::mutex> l(m);
      cv.wait_for(l, std::chrono::seconds(1), [this] { return stop.load(); });
    }
  }

public:
  W() : t(&W::run, this) {}
  void shutdown() {
    stop.store(true, std::memory_order_release);
    cv.notify_all();
    t.join();
  }
};
void f() {
  W w;
  w.shutdown();
}
} // namespace atomic_timed_ok

namespace atomic_wait_ok {
class W {
  std::atomic<int> gen{0};
  std::atomic<bool> stop{false};
  std::thread t{[this] {
    int g = 0;
    while (!stop) {
      gen.wait(g);
      g = gen;
    }
  }};

public:
  ~W() {
    stop = true;
    ++gen;
    gen.notify_all();
    t.join();
  }
};
class V {
  std::atomic<bool> stop{false};
  std::thread t{[this] {
    while (!stop)
      stop.wait(false);
  }};

public:
  ~V() {
    stop = true;
    stop.notify_all();
    t.join();
  }
};
void f() {
  W w;
  V v;
}
} // namespace atomic_wait_ok

namespace binary_sem_ok {
class W {
  std::counting_semaphore<> s{0};
  std::atomic<bool> stop{false};
  std::thread t{[this] {
    while (!stop)
      s.acquire();
  }};

public:
  ~W() {
    stop = true;
    s.release();
    t.join();
  }
};
void f() { W w; }
} // namespace binary_sem_ok

namespace cva_token_ok {
class W {
  std::mutex m;
  std::condition_variable_any cv;
  std::queue<int> q;
  std::jthread t{[this](std::stop_token st) {
    std::unique_lock l(m);
    while (!st.stop_requested()) {
      if (cv.wait(l, st, [&] { return !q.empty(); }))
        q.pop();
    }
  }};

public:
  void push(int i) {
    {
      std::scoped_lock l(m);
      q.push(i);
    }
    cv.notify_one();
  }
};
void f() {
  W w;
  w.push(1);
}
} // namespace cva_token_ok

namespace disjoint_flag_ok {
struct Conn {
  int fd;
  bool dead = false;
};
class S {
  Conn *c;
  std::thread t;
  std::thread other;
  void run() {
    while (!c->dead) {
      char b;
      if (recv(c->fd, &b, 1, 0) <= 0)
        c->dead = true;
    }
  }

public:
  explicit S(Conn *x) : c(x), t(&S::run, this) {}
  ~S() { t.join(); }
};
void f(Conn *c) { S s(c); }
} // namespace disjoint_flag_ok

namespace eventfd_ok {
class L {
  int efd = eventfd(0, EFD_NONBLOCK);
  int sock;
  std::atomic<bool> stop{false};
  std::thread t;
  void run() {
    pollfd p[2] = {{efd, POLLIN, 0}, {sock, POLLIN, 0}};
    while (!stop) {
      if (poll(p, 2, -1) < 0)
        continue;
    }
  }

public:
  explicit L(int s) : sock(s), t(&L::run, this) {}
  ~L() {
    stop = true;
    uint64_t one = 1;
    (void)!write(efd, &one, sizeof one);
    t.join();
  }
};
void f() { L l(3); }
} // namespace eventfd_ok

namespace future_promise_ok {
class W {
  std::promise<void> p;
  std::future<void> fu = p.get_future();
  std::atomic<bool> stop{false};
  std::thread t{[this] {
    while (!stop)
      fu.wait();
  }};

public:
  ~W() {
    stop = true;
    p.set_value();
    t.join();
  }
};
void f() { W w; }
} // namespace future_promise_ok

namespace join_worker_pipeline_ok {
class W {
  std::atomic<bool> stop{false};
  std::thread child;
  std::thread t{[this] {
    while (!stop) {
      child = std::thread([] {});
      child.join();
    }
  }};

public:
  ~W() {
    stop = true;
    t.join();
  }
};
void f() { W w; }
} // namespace join_worker_pipeline_ok

namespace joiner_ok {
struct Joiner {
  std::thread t;
  ~Joiner() {
    if (t.joinable())
      t.join();
  }
};
class W {
  std::mutex m;
  std::condition_variable cv;
  bool stop = false;
  Joiner j;
  void run() {
    std::unique_lock<std::mutex> l(m);
    while (!stop)
      cv.wait(l);
  }

public:
  W() : j{std::thread([this] { run(); })} {}
  ~W() {
    {
      std::lock_guard<std::mutex> l(m);
      stop = true;
    }
    cv.notify_all();
  }
};
void f() { W w; }
} // namespace joiner_ok

namespace jthread_callback_ok {
void worker(std::stop_token st, int fd) {
  std::stop_callback cb(st, [fd] { close(fd); });
  char b;
  while (!st.stop_requested()) {
    if (read(fd, &b, 1) <= 0)
      break;
  }
}
class W {
  std::mutex m;
  std::condition_variable cv;
  bool ready = false;
  std::jthread t{[this](std::stop_token st) {
    std::stop_callback cb(st, [this] {
      std::lock_guard l(m);
      cv.notify_all();
    });
    std::unique_lock l(m);
    cv.wait(l, [&] { return ready || st.stop_requested(); });
  }};
};
void f(int fd) {
  std::jthread t(worker, fd);
  W w;
}
} // namespace jthread_callback_ok

namespace latch_ok {
std::latch done{1};
std::atomic<bool> stop{false};
void run() {
  while (!stop) {
    done.wait();
  }
}
void f() {
  std::thread t(run);
  stop = true;
  done.count_down();
  t.join();
}
} // namespace latch_ok

namespace notify_under_lock_ok {
class W {
  std::mutex m;
  std::condition_variable cv;
  bool stop = false;
  std::thread t{[this] {
    std::unique_lock<std::mutex> l(m);
    while (!stop)
      cv.wait(l);
  }};

public:
  ~W() {
    {
      std::unique_lock<std::mutex> l(m);
      stop = true;
      cv.notify_all();
    }
    t.join();
  }
};
void f() { W w; }
} // namespace notify_under_lock_ok

namespace poll_before_accept_ok {
class S {
  int fd;
  std::atomic<bool> stop{false};
  std::thread t;
  void run() {
    while (!stop) {
      pollfd p{fd, POLLIN, 0};
      if (poll(&p, 1, 200) <= 0)
        continue;
      int c = accept(fd, nullptr, nullptr);
      close(c);
    }
  }

public:
  explicit S(int f) : fd(f), t(&S::run, this) {}
  ~S() {
    stop = true;
    t.join();
  }
};
void f() { S s(3); }
} // namespace poll_before_accept_ok

namespace pool_ok {
class Pool {
public:
  explicit Pool(int n) {
    for (int i = 0; i < n; ++i)
      workers_.emplace_back([this] {
        for (;;) {
          std::function<void()> job;
          {
            std::unique_lock<std::mutex> lock(m_);
            cv_.wait(lock, [this] { return stop_ || !q_.empty(); });
            if (stop_ && q_.empty())
              return;
            job = std::move(q_.front());
            q_.pop();
          }
          job();
        }
      });
  }
  ~Pool() {
    {
      std::unique_lock<std::mutex> lock(m_);
      stop_ = true;
    }
    cv_.notify_all();
    for (std::thread &t : workers_)
      t.join();
  }
  void add(std::function<void()> f) {
    {
      std::lock_guard<std::mutex> l(m_);
      q_.push(std::move(f));
    }
    cv_.notify_one();
  }

private:
  std::vector<std::thread> workers_;
  std::queue<std::function<void()>> q_;
  std::mutex m_;
  std::condition_variable cv_;
  bool stop_ = false;
};
void use() {
  Pool p(3);
  p.add([] {});
}
} // namespace pool_ok

namespace predicate_object_ok {
struct State {
  bool stop = false;
  int n = 0;
};
struct Ready {
  State *s;
  bool operator()() const { return s->stop || s->n > 0; }
};
class W {
  std::mutex m;
  std::condition_variable cv;
  State s;
  std::thread t{&W::run, this};
  void run() {
    std::unique_lock<std::mutex> l(m);
    while (!s.stop) {
      cv.wait(l, Ready{&s});
      --s.n;
    }
  }

public:
  ~W() {
    {
      std::lock_guard<std::mutex> l(m);
      s.stop = true;
    }
    cv.notify_one();
    t.join();
  }
};
void f() { W w; }
} // namespace predicate_object_ok

namespace queue_close_ok {
template <class T> class Channel {
  std::mutex m;
  std::condition_variable cv;
  std::queue<T> q;
  bool closed = false;

public:
  std::optional<T> pop() {
    std::unique_lock<std::mutex> l(m);
    cv.wait(l, [&] { return closed || !q.empty(); });
    if (q.empty())
      return {};
    T t = q.front();
    q.pop();
    return t;
  }
  void push(T t) {
    {
      std::lock_guard<std::mutex> l(m);
      q.push(t);
    }
    cv.notify_one();
  }
  void close() {
    {
      std::lock_guard<std::mutex> l(m);
      closed = true;
    }
    cv.notify_all();
  }
};
class W {
  Channel<int> c;
  std::atomic<bool> stop{false};
  std::thread t{[this] {
    while (!stop) {
      auto v = c.pop();
      if (!v)
        break;
    }
  }};

public:
  ~W() {
    stop = true;
    c.close();
    t.join();
  }
};
void f() { W w; }
} // namespace queue_close_ok

namespace recursive_lock_base_ok {
struct Base {
  std::mutex m;
  std::unique_lock<std::mutex> lock() { return std::unique_lock<std::mutex>(m); }
};
class A : Base {
  std::condition_variable cv;
  bool stop = false;

public:
  void end() {
    auto l = lock();
    stop = true;
    cv.notify_all();
  }
  void wait() {
    auto l = lock();
    cv.wait(l, [&] { return stop; });
  }
  void wait2() {
    std::unique_lock<std::mutex> l(m);
    cv.wait(l, [&] { return stop; });
  }
};
void f(A &a) {
  a.end();
  a.wait();
  a.wait2();
}
} // namespace recursive_lock_base_ok

namespace request_stop_notify_ok {
class W {
  std::mutex m;
  std::condition_variable cv;
  int work = 0;
  std::jthread t;
  void run(std::stop_token st) {
    std::unique_lock l(m);
    cv.wait(l, [&] { return work || st.stop_requested(); });
  }

public:
  W() : t([this](std::stop_token st) { run(st); }) {}
  void stop() {
    std::lock_guard l(m);
    t.request_stop();
    cv.notify_all();
  }
};
void f() {
  W w;
  w.stop();
}
} // namespace request_stop_notify_ok

namespace same_class_two_ok {
struct Impl {
  std::mutex m;
  std::condition_variable cv;
  bool stop = false;
};
class A {
  std::shared_ptr<Impl> i = std::make_shared<Impl>();

public:
  void end() {
    auto p = i;
    std::lock_guard<std::mutex> g(p->m);
    p->stop = true;
    p->cv.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> l(i->m);
    i->cv.wait(l, [this] { return i->stop; });
  }
  void fresh() {
    auto n = std::make_shared<Impl>();
    n->stop = true;
    n->cv.notify_all();
    i = n;
  }
};
void f(A &a) {
  a.end();
  a.wait();
  a.fresh();
}
} // namespace same_class_two_ok

namespace scoped_lock_ok {
class A {
  std::mutex m, other;
  std::condition_variable cv;
  bool stop = false;

public:
  void end() {
    {
      std::scoped_lock l(m, other);
      stop = true;
    }
    cv.notify_all();
  }
  void end2() {
    {
      std::scoped_lock l{m};
      stop = true;
    }
    cv.notify_all();
  }
  void end3() {
    std::lock(m, other);
    std::lock_guard<std::mutex> a(m, std::adopt_lock), b(other, std::adopt_lock);
    stop = true;
    cv.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> l(m);
    cv.wait(l, [&] { return stop; });
  }
};
void f(A &a) {
  a.end();
  a.end2();
  a.end3();
  a.wait();
}
} // namespace scoped_lock_ok

namespace shared_mutex_ok {
class A {
  std::shared_mutex m;
  std::condition_variable_any cv;
  bool stop = false;

public:
  void end() {
    {
      std::unique_lock<std::shared_mutex> l(m);
      stop = true;
    }
    cv.notify_all();
  }
  void wait() {
    std::shared_lock<std::shared_mutex> l(m);
    cv.wait(l, [&] { return stop; });
  }
};
void f(A &a) {
  a.end();
  a.wait();
}
} // namespace shared_mutex_ok

namespace single_threaded_setup_ok {
class A {
  std::mutex m;
  std::condition_variable cv;
  bool started = false;
  std::thread t;
  void run() {
    {
      std::lock_guard<std::mutex> l(m);
      started = true;
    }
    cv.notify_all();
  }

public:
  void start() {
    started = false;
    t = std::thread(&A::run, this);
    std::unique_lock<std::mutex> l(m);
    cv.wait(l, [&] { return started; });
  }
  void end() {
    t.join();
    started = false;
    cv.notify_all();
  }
};
void f(A &a) {
  a.start();
  a.end();
}
} // namespace single_threaded_setup_ok

namespace sync_wrapper_ok {
template <class T> class Synchronized {
  std::mutex m;
  T v;

public:
  class Ptr {
    std::unique_lock<std::mutex> l;
    T *v;

  public:
    Ptr(std::mutex &m, T &t) : l(m), v(&t) {}
    T *operator->() { return v; }
    std::unique_lock<std::mutex> &lk() { return l; }
  };
  Ptr lock() { return Ptr(m, v); }
};
struct S {
  bool stop = false;
};
class A {
  Synchronized<S> s;
  std::condition_variable cv;

public:
  void end() {
    s.lock()->stop = true;
    cv.notify_all();
  }
  void wait() {
    auto p = s.lock();
    while (!p->stop)
      cv.wait(p.lk());
  }
};
void f(A &a) {
  a.end();
  a.wait();
}
} // namespace sync_wrapper_ok

namespace thread_exit_notify_ok {
class A {
  std::mutex m;
  std::condition_variable cv;
  bool stop = false;

public:
  void end() {
    std::unique_lock<std::mutex> l(m);
    stop = true;
    std::notify_all_at_thread_exit(cv, std::move(l));
  }
  void wait() {
    std::unique_lock<std::mutex> l(m);
    cv.wait(l, [&] { return stop; });
  }
};
void f(A &a) {
  a.end();
  a.wait();
}
} // namespace thread_exit_notify_ok

namespace timed_generation_ok {
class A {
  std::mutex m;
  std::condition_variable cv;
  std::atomic<int> n{0};

public:
  void add() {
    n.fetch_add(1);
    {
      std::lock_guard<std::mutex> l(m);
    }
    cv.notify_one();
  }
  void add2() {
    ++n;
    std::lock_guard<std::mutex> l(m);
    cv.notify_one();
  }
  void wait() {
    std::unique_lock<std::mutex> l(m);
    cv.wait(l, [&] { return n > 0; });
  }
};
void f(A &a) {
  a.add();
  a.add2();
  a.wait();
}
} // namespace timed_generation_ok

namespace try_lock_ok {
class A {
  std::mutex m;
  std::condition_variable cv;
  bool stop = false;

public:
  void end() {
    while (!m.try_lock())
      ;
    stop = true;
    m.unlock();
    cv.notify_one();
  }
  void end2() {
    std::unique_lock<std::mutex> l(m, std::try_to_lock);
    if (!l.owns_lock())
      l.lock();
    stop = true;
    l.unlock();
    cv.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> l(m);
    cv.wait(l, [&] { return stop; });
  }
};
void f(A &a) {
  a.end();
  a.end2();
  a.wait();
}
} // namespace try_lock_ok

namespace unlock_in_callback_ok {
template <class F> void withLock(std::mutex &m, F f) {
  std::lock_guard<std::mutex> l(m);
  f();
}
class A {
  std::mutex m;
  std::condition_variable cv;
  bool stop = false;

public:
  void end() {
    withLock(m, [this] {
      stop = true;
      cv.notify_all();
    });
  }
  void end2() {
    withLock(m, [this] { stop = true; });
    cv.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> l(m);
    while (!stop)
      cv.wait(l);
  }
};
void f(A &a) {
  a.end();
  a.end2();
  a.wait();
}
} // namespace unlock_in_callback_ok

namespace waiter_sets_flag_ok {
class A {
  std::mutex m;
  std::condition_variable cv;
  bool waiting = false, go = false;

public:
  void wait() {
    std::unique_lock<std::mutex> l(m);
    waiting = true;
    cv.wait(l, [&] { return go; });
    waiting = false;
  }
  void wake() {
    {
      std::lock_guard<std::mutex> l(m);
      if (!waiting)
        return;
      go = true;
    }
    cv.notify_all();
  }
};
void f(A &a) {
  a.wait();
  a.wake();
}
} // namespace waiter_sets_flag_ok

namespace dtor_member_order_ok {
struct Shared {
  std::mutex m;
  std::condition_variable cv;
  std::deque<int> q;
  bool quit = false;
};
class W {
  std::shared_ptr<Shared> s = std::make_shared<Shared>();
  std::thread t;

public:
  W() {
    auto sh = s;
    t = std::thread([sh] {
      std::unique_lock<std::mutex> l(sh->m);
      while (!sh->quit) {
        sh->cv.wait(l, [&] { return sh->quit || !sh->q.empty(); });
        if (!sh->q.empty())
          sh->q.pop_front();
      }
    });
  }
  ~W() {
    {
      std::lock_guard<std::mutex> g(s->m);
      s->quit = true;
    }
    s->cv.notify_one();
    t.join();
  }
};
void f() { W w; }
} // namespace dtor_member_order_ok

namespace enum_state_ok {
enum class St { Idle, Running, Stopping, Stopped };
class W {
  std::mutex m;
  std::condition_variable cv;
  St st = St::Idle;
  std::thread t;
  void run() {
    std::unique_lock<std::mutex> l(m);
    st = St::Running;
    cv.notify_all();
    while (st != St::Stopping)
      cv.wait(l);
    st = St::Stopped;
    cv.notify_all();
  }

public:
  void start() {
    t = std::thread(&W::run, this);
    std::unique_lock<std::mutex> l(m);
    cv.wait(l, [&] { return st != St::Idle; });
  }
  void stop() {
    {
      std::unique_lock<std::mutex> l(m);
      st = St::Stopping;
      cv.notify_all();
      cv.wait(l, [&] { return st == St::Stopped; });
    }
    t.join();
  }
};
void f(W &w) {
  w.start();
  w.stop();
}
} // namespace enum_state_ok

namespace external_stopper_ok {
class S {
protected:
  virtual void wake() {}
  int fd = 3;
  std::atomic<bool> stop{false};
  std::thread t{[this] {
    while (!stop)
      close(accept(fd, nullptr, nullptr));
  }};

public:
  virtual ~S() {
    stop = true;
    wake();
    t.join();
  }
};
void f() { S s; }
} // namespace external_stopper_ok

namespace global_guard_ok {
namespace {
std::mutex &mutex() {
  static std::mutex m;
  return m;
}
std::condition_variable cv;
bool stop;
} // namespace
void end() {
  {
    std::lock_guard<std::mutex> l(mutex());
    stop = true;
  }
  cv.notify_all();
}
void wait() {
  std::unique_lock<std::mutex> l(mutex());
  cv.wait(l, [] { return stop; });
}
} // namespace global_guard_ok

namespace lock_guard_unknown_ok {
class Holder {
public:
  explicit Holder(void *owner);
  ~Holder();
};
class A {
  std::mutex m;
  std::condition_variable cv;
  bool stop = false;

public:
  void end() {
    {
      Holder h(this);
      stop = true;
    }
    cv.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> l(m);
    cv.wait(l, [&] { return stop; });
  }
};
void f(A &a) {
  a.end();
  a.wait();
}
} // namespace lock_guard_unknown_ok

namespace posted_to_loop_ok {
class Loop {
  std::mutex m;
  std::condition_variable cv;
  std::deque<std::function<void()>> q;
  bool done = false;
  std::thread t{[this] { run(); }};
  void run() {
    while (!done) {
      std::function<void()> f;
      {
        std::unique_lock<std::mutex> l(m);
        cv.wait(l, [&] { return !q.empty(); });
        f = std::move(q.front());
        q.pop_front();
      }
      f();
    }
  }

public:
  void post(std::function<void()> f) {
    {
      std::lock_guard<std::mutex> l(m);
      q.push_back(std::move(f));
    }
    cv.notify_one();
  }
  ~Loop() {
    post([this] { done = true; });
    t.join();
  }
};
void f() { Loop l; }
} // namespace posted_to_loop_ok

namespace std_function_waker_ok {
class S {
  int fd = 3;
  std::function<void()> waker;
  std::atomic<bool> stop{false};
  std::thread t{[this] {
    while (!stop)
      close(accept(fd, nullptr, nullptr));
  }};

public:
  ~S() {
    stop = true;
    waker();
    t.join();
  }
};
void f() { S s; }
} // namespace std_function_waker_ok

namespace two_phase_ok {
class E {
  std::mutex m;
  std::condition_variable cv;
  std::atomic<int> state{0};

public:
  void set() {
    int old = state.exchange(1);
    if (old == 2) {
      std::lock_guard<std::mutex> l(m);
      cv.notify_all();
    }
  }
  void wait() {
    int e = 0;
    if (!state.compare_exchange_strong(e, 2))
      return;
    std::unique_lock<std::mutex> l(m);
    while (state.load() == 2)
      cv.wait(l);
  }
};
void f(E &e) {
  e.set();
  e.wait();
}
} // namespace two_phase_ok

// On Linux the close ends no wait; but the wrapper might do more.
namespace unique_fd_reset_ok {
struct Fd {
  int v = -1;
  ~Fd() { reset(); }
  void reset() {
    if (v >= 0)
      ::close(v);
    v = -1;
  }
  int get() const { return v; }
};
class S {
  Fd fd;
  std::atomic<bool> stop{false};
  std::thread t{[this] {
    while (!stop) {
      Fd c{accept(fd.get(), nullptr, nullptr)};
    }
  }};

public:
  ~S() {
    stop = true;
    fd.reset();
    t.join();
  }
};
void f() { S s; }
} // namespace unique_fd_reset_ok
