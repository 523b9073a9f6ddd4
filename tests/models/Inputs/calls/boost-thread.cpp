// Calls everything in models/boost-thread.json.
#define BOOST_THREAD_VERSION 4
#define BOOST_THREAD_PROVIDES_INTERRUPTIONS
#define BOOST_THREAD_USES_DATETIME
#define BOOST_THREAD_PROVIDES_SHARED_MUTEX_UPWARDS_CONVERSIONS
#include <boost/thread.hpp>
#include <boost/thread/barrier.hpp>
#include <boost/thread/concurrent_queues/sync_bounded_queue.hpp>
#include <boost/thread/concurrent_queues/sync_queue.hpp>
#include <boost/thread/latch.hpp>
#include <boost/thread/lock_algorithms.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/shared_lock_guard.hpp>
#include <boost/thread/shared_mutex.hpp>

const boost::chrono::seconds For(1);
const boost::chrono::steady_clock::time_point Until;
const boost::posix_time::seconds Rel(1);
const boost::system_time Abs;

void mutexes(boost::mutex &m, boost::recursive_mutex &r, boost::timed_mutex &t, boost::recursive_timed_mutex &rt,
             boost::shared_mutex &s) {
  m.lock(); m.try_lock(); m.unlock();
  r.lock(); r.try_lock(); r.unlock();
  t.lock(); t.try_lock(); t.try_lock_for(For); t.try_lock_until(Until); t.timed_lock(Rel); t.unlock();
  rt.lock(); rt.try_lock(); rt.try_lock_for(For); rt.try_lock_until(Until); rt.timed_lock(Rel); rt.unlock();
  s.lock(); s.try_lock(); s.try_lock_for(For); s.try_lock_until(Until); s.timed_lock(Rel); s.unlock();
  s.lock_shared(); s.try_lock_shared(); s.try_lock_shared_for(For); s.try_lock_shared_until(Until); s.timed_lock_shared(Rel);
  s.unlock_shared(); s.lock_upgrade(); s.unlock_upgrade(); s.unlock_and_lock_upgrade(); s.unlock_upgrade_and_lock();
  s.unlock_and_lock_shared(); s.unlock_upgrade_and_lock_shared();
  s.try_lock_upgrade();
}

void queues(boost::sync_queue<int> &q, boost::sync_bounded_queue<int> &b, int &i) {
  q.pull(i); q.pull(); q.wait_pull(i); q.push(i); q.try_push(i); q.close();
  b.pull_front(i); b.pull_front(); b.wait_pull_front(i); b.push_back(i); b.wait_push_back(i); b.close();
}

void guards(boost::mutex &m, boost::shared_mutex &s) {
  boost::lock_guard<boost::mutex> a(m), b(m, boost::adopt_lock);
  boost::shared_lock_guard<boost::shared_mutex> c(s), d(s, boost::adopt_lock);
}

void unique(boost::timed_mutex &m) {
  typedef boost::unique_lock<boost::timed_mutex> L;
  L a, b(m), c(m, boost::adopt_lock), d(boost::move(b)), e(m, boost::defer_lock), f(m, boost::try_to_lock), g(m, For), h(m, Until);
  a = boost::move(d);
  a.lock(); a.try_lock(); a.try_lock_for(For); a.try_lock_until(Until); a.timed_lock(Rel); a.unlock();
  a.swap(e); a.owns_lock(); (void)a.mutex(); if (a) a.release();
}

void shared(boost::shared_mutex &m) {
  typedef boost::shared_lock<boost::shared_mutex> L;
  L a, b(m), c(m, boost::adopt_lock), d(boost::move(b)), e(m, boost::defer_lock), f(m, boost::try_to_lock), g(m, For), h(m, Until);
  a = boost::move(d);
  a.lock(); a.try_lock(); a.try_lock_for(For); a.try_lock_until(Until); a.timed_lock(Abs); a.unlock();
  a.swap(e); a.owns_lock(); (void)a.mutex(); if (a) a.release();
}

void upgrade(boost::shared_mutex &m) {
  typedef boost::upgrade_lock<boost::shared_mutex> L;
  L a, b(m), c(m, boost::adopt_lock), d(boost::move(b)), e(m, boost::defer_lock), f(m, boost::try_to_lock);
  a = boost::move(d);
  a.lock(); a.try_lock(); a.unlock();
  a.swap(e); a.owns_lock(); (void)a.mutex(); if (a) a.release();
  boost::upgrade_to_unique_lock<boost::shared_mutex> u(c);
}

void upgrade_timed(boost::upgrade_lock<boost::shared_mutex> &a) { a.try_lock_for(For); a.try_lock_until(Until); }

bool ready();
void body();
void waits(boost::condition_variable &c, boost::condition_variable_any &y, boost::unique_lock<boost::mutex> &l, boost::mutex &m) {
  c.wait(l); y.wait(l); c.wait(l, ready); y.wait(l, ready);
  c.timed_wait(l, Abs); c.timed_wait(l, Rel); c.wait_for(l, For); c.wait_until(l, Until);
  y.timed_wait(l, Abs); y.wait_for(l, For); y.wait_until(l, Until);
  c.timed_wait(l, Abs, ready); c.wait_for(l, For, ready); c.wait_until(l, Until, ready);
  y.timed_wait(l, Abs, ready); y.wait_for(l, For, ready); y.wait_until(l, Until, ready);
  c.notify_one(); c.notify_all(); y.notify_one(); y.notify_all();
  boost::lock(m, l);
}

void threads(boost::thread &t, boost::thread_group &g, boost::barrier &b, boost::latch &l, boost::future<int> &f, boost::shared_future<int> &s) {
  try { boost::this_thread::interruption_point(); } catch (const boost::thread_interrupted &) {}
  t.interrupt(); g.interrupt_all(); t.interruption_requested();
  boost::this_thread::interruption_enabled(); boost::this_thread::interruption_requested();
  t.join(); g.join_all(); t.timed_join(Rel); t.try_join_for(For); t.try_join_until(Until);
  boost::this_thread::sleep(Rel); boost::this_thread::sleep_for(For); boost::this_thread::sleep_until(Until);
  boost::this_thread::no_interruption_point::sleep(Rel); boost::this_thread::no_interruption_point::sleep_for(For);
  boost::this_thread::no_interruption_point::sleep_until(Until);
  boost::this_thread::yield();
  f.get(); f.wait(); s.get(); s.wait(); b.wait(); l.wait(); l.count_down_and_wait();
  boost::thread a, c(body), d(boost::move(c));
  a.detach(); a.joinable(); a.get_id();
  g.create_thread(body);
  boost::once_flag once; boost::call_once(once, body);
  boost::this_thread::disable_interruption di;
  boost::this_thread::restore_interruption ri(di);
}
