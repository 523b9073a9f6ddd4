// RUN: %check_asyncsafe -checks=asyncsafe-wakeup-before-flag,asyncsafe-stop-flag-without-lock %s %t -- -std=c++20
// Whole programs in small, all of them right.
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <pthread.h>
#include <queue>
#include <semaphore.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

// 1. thread pool, textbook
class Pool {
public:
  explicit Pool(size_t n) {
    for (size_t i = 0; i < n; ++i)
      Workers.emplace_back([this] { loop(); });
  }
  void submit(std::function<void()> f) {
    {
      std::lock_guard<std::mutex> l(M);
      Tasks.push(std::move(f));
      Pending++;
    }
    Cv.notify_one();
    Submitted = true; // a statistic that loop() resets
  }
  ~Pool() {
    {
      std::unique_lock<std::mutex> l(M);
      Stop = true;
    }
    Cv.notify_all();
    for (auto &t : Workers)
      t.join();
    Stop = false;
  }

private:
  void loop() {
    for (;;) {
      std::function<void()> task;
      {
        std::unique_lock<std::mutex> l(M);
        Cv.wait(l, [this] { return Stop || !Tasks.empty(); });
        if (Stop && Tasks.empty())
          return;
        task = std::move(Tasks.front());
        Tasks.pop();
        Pending--;
      }
      Submitted = false;
      task();
      {
        std::lock_guard<std::mutex> l(M);
        if (Pending == 0) {
          Idle.notify_all();
        }
      }
    }
  }
  std::mutex M;
  std::condition_variable Cv, Idle;
  std::queue<std::function<void()>> Tasks;
  int Pending = 0;
  bool Stop = false;
  std::atomic<bool> Submitted{false};
  std::vector<std::thread> Workers;
};

// 2. barrier/latch by hand: generation changed under the lock before notify
class Barrier {
public:
  void wait() {
    std::unique_lock<std::mutex> l(M);
    int gen = Gen;
    if (--Left == 0) {
      Gen++;
      Left = N;
      Cv.notify_all();
      return;
    }
    while (gen == Gen)
      Cv.wait(l);
  }

private:
  std::mutex M;
  std::condition_variable Cv;
  int Left = 4, N = 4, Gen = 0;
};

// 3. one thread hands over and waits for the answer
class Rendezvous {
public:
  Rendezvous() : T(&Rendezvous::run, this) {}
  void call() {
    std::unique_lock<std::mutex> l(M);
    Request = true;
    Cv.notify_all();
    while (!Reply)
      Cv.wait(l);
    Reply = false;
  }

private:
  void run() {
    std::unique_lock<std::mutex> l(M);
    for (;;) {
      while (!Request)
        Cv.wait(l);
      Request = false;
      l.unlock();
      work();
      l.lock();
      Reply = true;
      Cv.notify_all();
    }
  }
  void work();
  std::mutex M;
  std::condition_variable Cv;
  bool Request = false, Reply = false;
  std::thread T;
};

// 4. event loop with eventfd + epoll: drained first, then looked at
class Loop {
public:
  void start() {
    T = std::thread([this] { run(); });
  }
  void stop() {
    Quit.store(true);
    uint64_t one = 1;
    (void)!::write(Ev, &one, sizeof one);
    T.join();
    Started = false;
  }
  void post() {
    {
      std::lock_guard<std::mutex> l(M);
      Jobs++;
    }
    uint64_t one = 1;
    (void)!::write(Ev, &one, sizeof one);
  }

private:
  void run() {
    while (!Quit.load()) {
      epoll_event e[8];
      int n = epoll_wait(Ep, e, 8, -1);
      for (int i = 0; i < n; i++) {
        if (e[i].data.fd == Ev) {
          uint64_t v;
          (void)!::read(Ev, &v, sizeof v);
        }
      }
      drain();
    }
  }
  void drain();
  int Ep = -1, Ev = -1, Jobs = 0;
  std::atomic<bool> Quit{false};
  bool Started = false;
  std::mutex M;
  std::thread T;
};

// 5. notifies with the lock, lock spans the store; a scoped_lock, a unique_lock unlocked by hand
class Spans {
public:
  void a() {
    std::scoped_lock l(M);
    Cv.notify_one();
    Go = true;
  }
  void b() {
    std::unique_lock<std::mutex> l(M);
    Cv.notify_one();
    Go = true;
    l.unlock();
    log();
  }
  void c() {
    M.lock();
    Cv.notify_all();
    if (x)
      Go = true;
    else
      Go = true;
    M.unlock();
  }
  void w() {
    std::unique_lock<std::mutex> l(M);
    Cv.wait(l, [&] { return Go; });
    Go = false;
  }

private:
  void log();
  int x = 0;
  std::mutex M;
  std::condition_variable Cv;
  bool Go = false;
};

// 6. same thread: a credit counter semaphore
static sem_t Credits;
static bool Full;
void producer() {
  while (!Full) {
    sem_wait(&Credits);
    sem_post(&Credits);
    Full = true;
  }
}

// 7. thread exit notification: the thread says that it is gone
class Gone {
public:
  Gone()
      : T([this] {
          work();
          Cv.notify_all();
          std::lock_guard<std::mutex> l(M);
          Phase = 2;
        }) {}
  void work();
  void peek() {
    std::lock_guard<std::mutex> l(M);
    if (Phase == 2)
      work();
  }

private:
  std::mutex M;
  std::condition_variable Cv;
  int Phase = 0;
  std::thread T;
};

// 8. pthread_cond with a state machine, wakes twice
struct St {
  pthread_mutex_t m;
  pthread_cond_t c;
  int state;
  pthread_t t;
};
static void *stw(void *p) {
  St *s = (St *)p;
  pthread_mutex_lock(&s->m);
  while (s->state != 2)
    pthread_cond_wait(&s->c, &s->m);
  pthread_mutex_unlock(&s->m);
  return nullptr;
}
void st_start(St *s) { pthread_create(&s->t, nullptr, stw, s); }
void st_set(St *s) {
  pthread_mutex_lock(&s->m);
  s->state = 1;
  pthread_cond_signal(&s->c);
  pthread_mutex_unlock(&s->m);
  pthread_mutex_lock(&s->m);
  s->state = 2;
  pthread_cond_signal(&s->c);
  pthread_mutex_unlock(&s->m);
}
// goes back to sleep on 1
void st_reset(St *s) {
  pthread_cond_signal(&s->c);
  pthread_mutex_lock(&s->m);
  s->state = 1;
  pthread_mutex_unlock(&s->m);
}

// 9. the flag is the fd's own state
class FdFlag {
public:
  FdFlag() : T(&FdFlag::run, this) {}
  void close_() {
    uint64_t one = 1;
    (void)!::write(Fd, &one, 8);
    Fd = -1;
  }

private:
  void run() {
    while (Fd >= 0) {
      uint64_t v;
      (void)!::read(Fd, &v, 8);
    }
  }
  int Fd = 3;
  std::thread T;
};
// 10. defers wake: guard object notifies at the end
class Notifier {
public:
  explicit Notifier(std::condition_variable &c) : c(c) {}
  ~Notifier() { c.notify_all(); }
  std::condition_variable &c;
};
class Deferred {
public:
  void set() {
    Notifier n(Cv);
    std::lock_guard<std::mutex> l(M);
    Cv.notify_all();
    M2 = true;
  }
  void set2() {
    Cv.notify_all();
    Notifier n(Cv);
    std::lock_guard<std::mutex> l(M);
    Ready = true;
  }
  void w() {
    std::unique_lock<std::mutex> l(M);
    while (!Ready)
      Cv.wait(l);
  }

private:
  bool M2 = false, Ready = false;
  std::mutex M;
  std::condition_variable Cv;
};
// 11. busy handshake without anyone reading outside but future
class Once {
public:
  void run() {
    std::unique_lock<std::mutex> l(M);
    while (!Armed)
      Cv.wait(l);
    l.unlock();
    fire();
    P.set_value();
    l.lock();
    Armed = false;
  }
  void arm() {
    {
      std::lock_guard<std::mutex> l(M);
      Armed = true;
    }
    Cv.notify_one();
    P.get_future().wait();
  }

private:
  void fire();
  std::promise<void> P;
  std::mutex M;
  std::condition_variable Cv;
  bool Armed = false;
};
// 12. producer notifies not_full while holding nothing, count decremented under lock before
class Ring {
public:
  void put(int v) {
    std::unique_lock<std::mutex> l(M);
    while (Count == 8)
      NotFull.wait(l);
    Buf[Count++] = v;
    l.unlock();
    NotEmpty.notify_one();
  }
  int get() {
    std::unique_lock<std::mutex> l(M);
    while (Count == 0)
      NotEmpty.wait(l);
    NotFull.notify_one();
    int v = Buf[--Count];
    return v;
  }

private:
  std::mutex M;
  std::condition_variable NotFull, NotEmpty;
  int Count = 0, Buf[8];
};
// 13. signals from main thread only after join of helper
static std::atomic<bool> Run{true};
static sem_t Wk;
static pthread_t Th;
static void *body(void *) {
  while (Run) {
    sem_wait(&Wk);
  }
  return nullptr;
}
void begin() { pthread_create(&Th, nullptr, body, nullptr); }
void finish() {
  Run = false;
  sem_post(&Wk);
  pthread_join(Th, nullptr);
  Run = true;
}
void nudge() {
  sem_post(&Wk);
  Run = true;
}

void work();
void deliver(const char *);
// right: a request and its answer
class Client {
public:
  Client() : T(&Client::run, this) {}
  void request() {
    send(S, "get", 3, 0);
    Pending = true;
  }
  void request2() {
    (void)!write(S, "get", 3);
    Pending = true;
  }

private:
  void run() {
    while (Running) {
      recv(S, Buf, sizeof Buf, 0);
      if (Pending) {
        Pending = false;
        deliver(Buf);
      }
    }
  }
  int S;
  char Buf[100];
  std::atomic<bool> Running{true}, Pending{false};
  std::thread T;
};
class Client2 {
public:
  Client2() : T(&Client2::run, this) {}
  void request() {
    send(S, "get", 3, 0);
    Pending = true;
  }

private:
  void run() {
    while (Running) {
      char b[100];
      recv(S, b, sizeof b, 0);
      if (Pending) {
        Pending = false;
        deliver(b);
      }
    }
  }
  int S;
  std::atomic<bool> Running{true}, Pending{false};
  std::thread T;
};
// right: is it alive?
class Alive {
public:
  Alive() { pthread_create(&Th, 0, body, this); }
  void probe() {
    if (pthread_kill(Th, 0) != 0)
      Dead = true;
    pthread_kill(Th, 0);
    Dead = true;
  }

private:
  static void *body(void *p) {
    Alive *a = (Alive *)p;
    while (!a->Dead) {
      pause();
    }
    return 0;
  }
  pthread_t Th;
  volatile bool Dead = false;
};
// right: select with a limit, nonblocking drain
class Sel {
public:
  Sel() : T(&Sel::run, this) {}
  void stop() {
    (void)!write(P[1], "", 1);
    Quit = true;
  }

private:
  void run() {
    while (!Quit) {
      fd_set s;
      FD_ZERO(&s);
      FD_SET(P[0], &s);
      timeval tv = {0, 100000};
      if (select(P[0] + 1, &s, 0, 0, &tv) > 0) {
        char b[10];
        (void)!read(P[0], b, 10);
      }
    }
  }
  int P[2];
  std::atomic<bool> Quit{false};
  std::thread T;
};
// right: the same, with a variable limit (silent by default)
class Sel2 {
public:
  Sel2() : T(&Sel2::run, this) {}
  void stop() {
    (void)!write(P[1], "", 1);
    Quit = true;
  }

private:
  timeval *limit();
  void run() {
    while (!Quit) {
      fd_set s;
      FD_ZERO(&s);
      FD_SET(P[0], &s);
      if (select(P[0] + 1, &s, 0, 0, limit()) > 0) {
        char b[10];
        (void)!read(P[0], b, 10);
      }
    }
  }
  int P[2];
  std::atomic<bool> Quit{false};
  std::thread T;
};
// right: the thread that is woken stores
class Self {
public:
  Self() : T(&Self::run, this) {}
  void a() { sem_post(&S); }

private:
  void run() {
    for (;;) {
      sem_wait(&S);
      helper();
      if (Flag) {
        Flag = false;
        work();
      }
    }
  }
  void helper() {
    sem_post(&S2);
    Flag = true;
  }
  sem_t S, S2;
  std::atomic<bool> Flag;
  std::thread T;
};
// right: two workers of one pool wake each other
class Pair {
public:
  Pair() : A(&Pair::run, this), B(&Pair::run, this) {}

private:
  void run() {
    while (!Done) {
      sem_wait(&S);
      next();
    }
  }
  void next() {
    sem_post(&S);
    Done = true;
  }
  sem_t S;
  std::atomic<bool> Done{false};
  std::thread A, B;
};
// right: error branch
class Err {
public:
  Err() : T(&Err::run, this) {}
  bool poke() {
    ssize_t n = write(P[1], "", 1);
    if (n != 1) {
      Broken = true;
      return false;
    }
    return true;
  }
  void poke2() {
    if (sem_post(&S) != 0)
      Broken = true;
  }

private:
  void run() {
    while (!Broken) {
      char c;
      (void)!read(P[0], &c, 1);
      sem_wait(&S);
    }
  }
  int P[2];
  sem_t S;
  std::atomic<bool> Broken{false};
  std::thread T;
};
// right: wake; then starts over
class Restart {
public:
  void stop() {
    Quit = true;
    sem_post(&S);
    T.join();
  }
  void restart() {
    stop();
    Quit = false;
    T = std::thread(&Restart::run, this);
  }
  void cycle() {
    sem_post(&S);
    T.join();
    Quit = true;
  }

private:
  void run() {
    while (!Quit)
      sem_wait(&S);
  }
  sem_t S;
  std::atomic<bool> Quit{false};
  std::thread T;
};

// right: a semaphore that is a lock; who gives it back stores later
class Lock {
public:
  Lock() : T(&Lock::run, this) {}
  void update() {
    sem_wait(&S);
    work();
    sem_post(&S);
    Stop = true;
  }

private:
  void run() {
    while (!Stop) {
      sem_wait(&S);
      work();
      sem_post(&S);
    }
  }
  sem_t S;
  std::atomic<bool> Stop{false};
  std::thread T;
};

class QueueAndStop { // right: woken for the task
public:
  void push(int t) {
    {
      std::lock_guard<std::mutex> l(M);
      Q.push_back(t);
    }
    Cv.notify_one();
    {
      std::lock_guard<std::mutex> l(M);
      if (t < 0)
        Stop = true;
    }
  }
  void run() {
    for (;;) {
      std::unique_lock<std::mutex> l(M);
      while (Q.empty() && !Stop)
        Cv.wait(l);
      if (Stop)
        return;
      Q.pop_front();
    }
  }

private:
  std::mutex M;
  std::condition_variable Cv;
  std::deque<int> Q;
  bool Stop = false;
};
class TwoConditions { // right: two condition variables, one flag each
public:
  void f() {
    Full.notify_one();
    std::lock_guard<std::mutex> l(M);
    HasRoom = true;
    Room.notify_one();
  }
  void run() {
    std::unique_lock<std::mutex> l(M);
    while (!HasRoom)
      Room.wait(l);
    HasRoom = false;
  }
  void run2() {
    std::unique_lock<std::mutex> l(M);
    while (!HasData)
      Full.wait(l);
    HasData = false;
  }

private:
  std::mutex M;
  std::condition_variable Full, Room;
  bool HasRoom = false, HasData = false;
};
class JoinsElsewhere { // right: destructor joins through a helper, then resets
public:
  JoinsElsewhere() : T(&JoinsElsewhere::run, this) {}
  void signal() {
    std::lock_guard<std::mutex> l(M);
    Cv.notify_all();
  }
  void join() {
    if (T.joinable())
      T.join();
  }
  void stop() {
    {
      std::lock_guard<std::mutex> l(M);
      Stop = true;
    }
    signal();
    join();
    reset();
  }
  void reset() {
    std::lock_guard<std::mutex> l(M);
    Stop = true;
  }
  void pause() {
    signal();
    std::lock_guard<std::mutex> l(M);
    Paused = true;
  } // Paused keeps waiting
private:
  void run() {
    std::unique_lock<std::mutex> l(M);
    while (!Stop) {
      while (Paused && !Stop)
        Cv.wait(l);
      if (!Paused)
        Cv.wait(l);
    }
  }
  std::mutex M;
  std::condition_variable Cv;
  bool Stop = false, Paused = false;
  std::thread T;
};
class LockFromCaller { // right: recursive use, caller of both holds the lock via unique_lock param
public:
  void kick(std::unique_lock<std::mutex> &l) {
    Cv.notify_all();
    Go = true;
  }
  void kick2() {
    std::unique_lock<std::mutex> l(M);
    kick(l);
  }
  void run() {
    std::unique_lock<std::mutex> l(M);
    Cv.wait(l, [this] { return Go; });
  }

private:
  std::mutex M;
  std::condition_variable Cv;
  bool Go = false;
};
class PrivateHelper { // right: locked by a private helper that no known caller calls unlocked
public:
  void a() {
    std::lock_guard<std::mutex> l(M);
    set();
  }
  void run() {
    std::unique_lock<std::mutex> l(M);
    Cv.wait(l, [this] { return Go; });
  }

private:
  void set() {
    Cv.notify_all();
    Go = true;
  }
  std::mutex M;
  std::condition_variable Cv;
  bool Go = false;
};
class Counts { // right: the flag is only an optimisation for someone else; loop tests another
public:
  Counts() : T(&Counts::run, this) {}
  void f() {
    N.fetch_add(1);
    uint64_t one = 1;
    (void)!write(Fd, &one, 8);
    Signalled = true;
  }
  bool was() { return Signalled; }

private:
  void run() {
    while (!Quit) {
      uint64_t v;
      (void)!read(Fd, &v, 8);
      while (N > 0) {
        N--;
        work();
      }
      if (Signalled)
        Signalled = false;
    }
  }
  int Fd;
  std::atomic<int> N{0};
  std::atomic<bool> Quit{false}, Signalled{false};
  std::thread T;
};
class Statistics { // right: state published under the lock, wake outside, then statistics the waiter reads
                   // for logging
public:
  void f() {
    {
      std::lock_guard<std::mutex> l(M);
      Ready = true;
    }
    Cv.notify_one();
    std::lock_guard<std::mutex> l(M);
    Count = Count + 1;
  }
  void run() {
    std::unique_lock<std::mutex> l(M);
    while (!Ready) {
      if (Count > 10)
        work();
      Cv.wait(l);
    }
  }

private:
  std::mutex M;
  std::condition_variable Cv;
  bool Ready = false;
  int Count = 0;
};
class Steps { // right: notify under lock in a loop
public:
  void f() {
    for (int i = 0; i < 3; i++) {
      std::lock_guard<std::mutex> l(M);
      Cv.notify_one();
      Step = i;
    }
  }
  void run() {
    std::unique_lock<std::mutex> l(M);
    while (Step < 2)
      Cv.wait(l);
  }

private:
  std::mutex M;
  std::condition_variable Cv;
  int Step = 0;
};
