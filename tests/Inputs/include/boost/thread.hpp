// Mock of Boost.Thread: locks and the interruption points of boost::this_thread.
#ifndef MOCK_BOOST_THREAD_HPP
#define MOCK_BOOST_THREAD_HPP
namespace boost {
class thread_interrupted {};
class mutex {
public:
  mutex();
  ~mutex();
  void lock();
  bool try_lock();
  void unlock();
};
struct adopt_lock_t {};
struct defer_lock_t {};
const adopt_lock_t adopt_lock = {};
const defer_lock_t defer_lock = {};
template <class M> class lock_guard {
public:
  explicit lock_guard(M &m);
  lock_guard(M &m, adopt_lock_t);
  ~lock_guard();
};
template <class M> class unique_lock {
public:
  explicit unique_lock(M &m);
  unique_lock(M &m, defer_lock_t) noexcept;
  unique_lock(M &m, adopt_lock_t);
  ~unique_lock();
  void lock();
  void unlock();
  M *release() noexcept;
};
class condition_variable {
public:
  condition_variable();
  ~condition_variable();
  void wait(unique_lock<mutex> &lock);
  void notify_one() noexcept;
};
class thread {
public:
  thread() noexcept;
  template <class F> explicit thread(F f);
  ~thread();
  void join();
  void interrupt();
  bool joinable() const noexcept;
};
namespace this_thread {
void interruption_point();
bool interruption_requested() noexcept;
template <class D> void sleep_for(const D &duration);
class disable_interruption {
public:
  disable_interruption() noexcept;
  ~disable_interruption() noexcept;
};
class restore_interruption {
public:
  explicit restore_interruption(disable_interruption &) noexcept;
  ~restore_interruption() noexcept;
};
} // namespace this_thread
} // namespace boost
#endif
