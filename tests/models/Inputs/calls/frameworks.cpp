// Calls everything in models/frameworks.json.  Its headers are not needed here: what is declared are their
// interfaces.
struct QBasicMutex {
  void lock(), unlock();
};
struct QMutex {
  void lock(), unlock();
  bool tryLock(int = 0);
};
struct QRecursiveMutex {
  void lock(), unlock();
  bool tryLock(int = 0);
};
struct QReadWriteLock {
  void lockForRead(), lockForWrite(), unlock();
  bool tryLockForWrite(int = 0);
};
template <class Mutex> struct QMutexLocker {
  explicit QMutexLocker(Mutex *);
  ~QMutexLocker();
  void relock(), unlock();
};
struct QWaitCondition {
  bool wait(QMutex *, unsigned long = ~0ul);
  void wakeOne(), wakeAll();
};
struct QSemaphore {
  void acquire(int = 1), release(int = 1);
};
struct QThread {
  bool wait();
  void quit(), requestInterruption();
  int exec();
  static void sleep(unsigned long), msleep(unsigned long), usleep(unsigned long);
};
struct QEventLoop {
  int exec(int = 0);
  void quit();
};
void qt(QBasicMutex &b, QMutex &m, QRecursiveMutex &r, QReadWriteLock &w, QWaitCondition &c, QSemaphore &s,
        QThread &t, QEventLoop &e) {
  b.lock(), b.unlock(), m.lock(), m.tryLock(), m.unlock(), r.lock(), r.tryLock(), r.unlock();
  w.lockForRead(), w.lockForWrite(), w.tryLockForWrite(), w.unlock();
  QMutexLocker<QMutex> locker(&m);
  locker.unlock(), locker.relock();
  c.wait(&m), c.wakeOne(), c.wakeAll(), s.acquire(), s.release();
  t.wait(), t.quit(), t.requestInterruption(), t.exec(), e.exec(), e.quit();
  QThread::sleep(1), QThread::msleep(1), QThread::usleep(1);
}

namespace Poco {
struct Mutex {
  void lock(), unlock();
  bool tryLock();
};
struct FastMutex {
  void lock(), unlock();
  bool tryLock();
};
template <class M> struct ScopedLock {
  explicit ScopedLock(M &);
  ~ScopedLock();
};
struct Event {
  void wait(), wait(long), set();
  bool tryWait(long);
};
struct Semaphore {
  void wait(), set();
};
struct Condition {
  template <class M> void wait(M &) {}
  void signal(), broadcast();
};
struct Thread {
  void join();
  static bool sleep(long);
};
} // namespace Poco
void poco(Poco::Mutex &m, Poco::FastMutex &f, Poco::Event &e, Poco::Semaphore &s, Poco::Condition &c,
          Poco::Thread &t) {
  m.lock(), m.tryLock(), m.unlock(), f.lock(), f.tryLock(), f.unlock();
  Poco::ScopedLock<Poco::Mutex> lock(m);
  e.wait(), e.wait(1), e.tryWait(1), e.set(), s.wait(), s.set();
  c.wait(m), c.signal(), c.broadcast(), t.join(), Poco::Thread::sleep(1);
}

namespace absl {
inline namespace lts {
struct Mutex {
  void Lock(), WriterLock(), ReaderLock(), Unlock(), WriterUnlock(), ReaderUnlock();
  bool TryLock();
};
struct MutexLock {
  explicit MutexLock(Mutex *);
  ~MutexLock();
};
struct CondVar {
  void Wait(Mutex *), Signal(), SignalAll();
};
struct Notification {
  void WaitForNotification() const, Notify();
};
struct BlockingCounter {
  void Wait();
  bool DecrementCount();
};
} // namespace lts
} // namespace absl
void abseil(absl::Mutex &m, absl::CondVar &c, absl::Notification &n, absl::BlockingCounter &b) {
  m.Lock(), m.WriterLock(), m.ReaderLock(), m.TryLock(), m.Unlock(), m.WriterUnlock(), m.ReaderUnlock();
  absl::MutexLock lock(&m);
  c.Wait(&m), c.Signal(), c.SignalAll(), n.WaitForNotification(), n.Notify(), b.Wait(), b.DecrementCount();
}

namespace folly {
template <bool MayBlock = true> struct Baton {
  void wait(), post();
};
struct EventBase {
  bool loop();
  void loopForever(), terminateLoopSoon();
};
} // namespace folly
namespace tbb::detail::d2 {
template <class T> struct concurrent_bounded_queue {
  void pop(T &) {}
  void abort() {}
};
} // namespace tbb::detail::d2
namespace cppcoro {
struct cancellation_token {
  void throw_if_cancellation_requested() const;
};
struct io_service {
  unsigned long process_events();
  void stop() noexcept;
};
template <class Awaitable> void sync_wait(Awaitable &&) {}
} // namespace cppcoro
namespace grpc {
struct Server {
  void Wait(), Shutdown();
};
struct CompletionQueue {
  bool Next(void **, bool *);
  void Shutdown();
};
} // namespace grpc
namespace kj {
struct Exception {};
struct WaitScope {};
template <class T> struct Promise {
  T wait(WaitScope &) { return T(); }
};
[[noreturn]] void throwFatalException(Exception &&, unsigned = 0);
void throwRecoverableException(Exception &&, unsigned = 0);
} // namespace kj
void others(folly::Baton<> &b, folly::EventBase &e, tbb::detail::d2::concurrent_bounded_queue<int> &q,
            cppcoro::cancellation_token &t, cppcoro::io_service &i, grpc::Server &s, grpc::CompletionQueue &c,
            kj::Promise<int> &p, kj::WaitScope &w, int &n) {
  b.wait(), b.post(), e.loop(), e.loopForever(), e.terminateLoopSoon(), q.pop(n), q.abort();
  t.throw_if_cancellation_requested(), i.process_events(), i.stop(), cppcoro::sync_wait(n);
  s.Wait(), s.Shutdown(), c.Next(nullptr, nullptr), c.Shutdown(), p.wait(w);
  kj::throwRecoverableException({}), kj::throwFatalException({});
}

namespace fmt {
template <class... Args> int format(const char *, Args &&...);
template <class... Args> int sprintf(const char *, Args &&...);
template <class Out, class... Args> Out format_to(Out, const char *, Args &&...);
template <class Out, class... Args> Out format_to_n(Out, unsigned long, const char *, Args &&...);
template <class... Args> void print(const char *, Args &&...);
template <class... Args> void println(const char *, Args &&...);
} // namespace fmt
namespace tinyformat {
template <class... Args> int format(const char *, const Args &...);
}
void formats(char *To) {
  fmt::format("{}", 1);
  fmt::sprintf("%d", 1);
  fmt::format_to(To, "{}", 1);
  fmt::format_to_n(To, 8, "{}", 1);
  fmt::print("{}", 1);
  fmt::println("{}", 1);
  tinyformat::format("%d", 1);
}
