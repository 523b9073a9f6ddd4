#include "pool.h"

#include <stdexcept>

// Right: the guard is constructed before anything can throw.
void Pool::submit(Job job) {
  std::lock_guard<std::mutex> guard(mutex_);
  jobs_.push_back(std::move(job));
  ready_.notify_one();
}

// Right: the job runs after the lock is released.
bool Pool::runOne() {
  std::unique_lock<std::mutex> lock(mutex_);
  if (jobs_.empty())
    return false;
  Job job = std::move(jobs_.front());
  jobs_.pop_front();
  lock.unlock();
  job();
  return true;
}

static void check(const Job &job) {
  if (!job)
    throw std::invalid_argument("an empty job");
}

// A gap: check() throws while no owner would release the lock.
bool Pool::runOneUnderLock() {
  mutex_.lock();
  if (jobs_.empty()) {
    mutex_.unlock();
    return false;
  }
  check(jobs_.front());
  jobs_.pop_front();
  mutex_.unlock();
  return true;
}

static int attempts(const std::string &name) {
  if (name.empty())
    throw std::invalid_argument("a job without a name");
  return static_cast<int>(name.size());
}

// A gap: a call between lock() and the guard that adopts the lock can throw.
void Pool::retry(const std::string &name) {
  mutex_.lock();
  int left = attempts(name);
  std::lock_guard<std::mutex> guard(mutex_, std::adopt_lock);
  while (left-- > 0 && !jobs_.empty())
    jobs_.pop_front();
}

// Right: the handler releases the lock, whatever is thrown.
void Pool::report(std::vector<std::string> &lines) {
  mutex_.lock();
  try {
    lines = log_;
  } catch (...) {
    mutex_.unlock();
    throw;
  }
  mutex_.unlock();
}

// Right: nothing in between can throw.
void Pool::onIdle(Job callback) {
  mutex_.lock();
  idle_.swap(callback);
  mutex_.unlock();
}

// A gap: the lock is held during a callback, which may throw; the handler that would
// release it begins only after the callback's first run.
void Pool::idle() {
  mutex_.lock();
  check(idle_);
  try {
    idle_();
  } catch (...) {
    mutex_.unlock();
    throw;
  }
  mutex_.unlock();
}
