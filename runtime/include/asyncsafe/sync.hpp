// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Locks and their like whose waiting an interrupt can end. They park on a futex word of the waiting thread, so no
// signal is involved. Waiting is total: interrupted, it has acquired nothing and taken nobody's turn. What can be
// had at once is had without waiting, also under a mask with an interrupt pending. The forms with a std::error_code
// report an interrupt as std::errc::operation_canceled and then have acquired nothing.
#pragma once

#include <asyncsafe/detail/thread_safety.hpp>
#include <asyncsafe/detail/wait_queue.hpp>
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/io.hpp>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>

namespace asyncsafe::inline v0 {

template <class T>
class channel;

/// A mutex for std::unique_lock and std::lock_guard. First come, first served; not recursive.
class ASYNCSAFE_CAPABILITY("mutex") ASYNCSAFE_API interruptible_mutex {
 public:
  constexpr interruptible_mutex() noexcept = default;
  interruptible_mutex(const interruptible_mutex&) = delete;
  interruptible_mutex& operator=(const interruptible_mutex&) = delete;

  /// \throws a pending interrupt; then the mutex is not held.
  void lock() ASYNCSAFE_ACQUIRE();
  /// \return whether it is held now.
  [[nodiscard]] bool lock(std::error_code& error) ASYNCSAFE_TRY_ACQUIRE(true);
  [[nodiscard]] bool try_lock() noexcept ASYNCSAFE_TRY_ACQUIRE(true) ASYNCSAFE_UNCHECKED {
    std::uint32_t free = 0;
    return state_.compare_exchange_strong(free, 1, std::memory_order_acquire, std::memory_order_relaxed);
  }
  /// Waits at most `timeout`. \return whether it is held now. \throws a pending interrupt.
  template <class Rep, class Period>
  [[nodiscard]] bool try_lock_for(const std::chrono::duration<Rep, Period>& timeout)
      ASYNCSAFE_TRY_ACQUIRE(true) ASYNCSAFE_UNCHECKED {
    return try_lock_until_steady(detail::deadline_after(timeout), nullptr);
  }
  template <class Rep, class Period>
  [[nodiscard]] bool try_lock_for(const std::chrono::duration<Rep, Period>& timeout, std::error_code& error)
      ASYNCSAFE_TRY_ACQUIRE(true) ASYNCSAFE_UNCHECKED {
    return try_lock_until_steady(detail::deadline_after(timeout), &error);
  }
  template <class Clock, class Duration>
  [[nodiscard]] bool try_lock_until(const std::chrono::time_point<Clock, Duration>& t)
      ASYNCSAFE_TRY_ACQUIRE(true) ASYNCSAFE_UNCHECKED {
    return try_lock_until_steady(io::detail_::as_steady(t), nullptr);
  }
  template <class Clock, class Duration>
  [[nodiscard]] bool try_lock_until(const std::chrono::time_point<Clock, Duration>& t, std::error_code& error)
      ASYNCSAFE_TRY_ACQUIRE(true) ASYNCSAFE_UNCHECKED {
    return try_lock_until_steady(io::detail_::as_steady(t), &error);
  }
  void unlock() noexcept ASYNCSAFE_RELEASE() ASYNCSAFE_UNCHECKED {
    std::uint32_t held = 1;
    if (!state_.compare_exchange_strong(held, 0, std::memory_order_release, std::memory_order_relaxed)) [[unlikely]]
      unlock_for_waiter();
  }

 private:
  friend class interruptible_condition_variable;
  template <class T>
  friend class channel;
  bool try_lock_until_steady(detail::steady_time deadline, std::error_code* error);
  void unlock_for_waiter() noexcept;
  void lock_uninterruptibly() noexcept;
  std::atomic<std::uint32_t> state_{0};  // 0 free, 1 held, 2 held and perhaps waited for
  detail::wait_queue waiters_;
};

/// A condition variable for std::unique_lock<interruptible_mutex>. An interrupted wait holds the mutex again before
/// it throws. A notify_one that met the interrupt is not lost: then the wait returns as notified, and the interrupt
/// comes at the next point.
class ASYNCSAFE_API interruptible_condition_variable {
 public:
  using lock_type = std::unique_lock<interruptible_mutex>;

  constexpr interruptible_condition_variable() noexcept = default;
  interruptible_condition_variable(const interruptible_condition_variable&) = delete;
  interruptible_condition_variable& operator=(const interruptible_condition_variable&) = delete;

  void notify_one() noexcept;
  void notify_all() noexcept;

  /// May wake for no reason. \throws a pending interrupt.
  void wait(lock_type& lock) { wait_steady(lock, nullptr, nullptr); }
  void wait(lock_type& lock, std::error_code& error) { wait_steady(lock, nullptr, &error); }
  template <class Predicate>
  void wait(lock_type& lock, Predicate done) {
    while (!done()) wait(lock);
  }
  /// \return `done()`; false only if interrupted.
  template <class Predicate>
  bool wait(lock_type& lock, Predicate done, std::error_code& error) {
    error.clear();
    while (!done()) {
      wait(lock, error);
      if (error) return done();
    }
    return true;
  }

  template <class Clock, class Duration>
  std::cv_status wait_until(lock_type& lock, const std::chrono::time_point<Clock, Duration>& t) {
    const detail::steady_time deadline = io::detail_::as_steady(t);
    return wait_steady(lock, &deadline, nullptr);
  }
  template <class Clock, class Duration>
  std::cv_status wait_until(lock_type& lock, const std::chrono::time_point<Clock, Duration>& t,
                            std::error_code& error) {
    const detail::steady_time deadline = io::detail_::as_steady(t);
    return wait_steady(lock, &deadline, &error);
  }
  /// \return `done()` at the end.
  template <class Clock, class Duration, class Predicate>
  bool wait_until(lock_type& lock, const std::chrono::time_point<Clock, Duration>& t, Predicate done) {
    const detail::steady_time deadline = io::detail_::as_steady(t);
    while (!done())
      if (wait_steady(lock, &deadline, nullptr) == std::cv_status::timeout) return done();
    return true;
  }
  /// \return `done()` at the end; false also if interrupted.
  template <class Clock, class Duration, class Predicate>
  bool wait_until(lock_type& lock, const std::chrono::time_point<Clock, Duration>& t, Predicate done,
                  std::error_code& error) {
    const detail::steady_time deadline = io::detail_::as_steady(t);
    error.clear();
    while (!done())
      if (wait_steady(lock, &deadline, &error) == std::cv_status::timeout || error) return done();
    return true;
  }
  template <class Rep, class Period, class Predicate>
  bool wait_for(lock_type& lock, const std::chrono::duration<Rep, Period>& timeout, Predicate done,
                std::error_code& error) {
    return wait_until(lock, detail::deadline_after(timeout), std::move(done), error);
  }
  template <class Rep, class Period>
  std::cv_status wait_for(lock_type& lock, const std::chrono::duration<Rep, Period>& timeout) {
    return wait_until(lock, detail::deadline_after(timeout));
  }
  template <class Rep, class Period>
  std::cv_status wait_for(lock_type& lock, const std::chrono::duration<Rep, Period>& timeout, std::error_code& error) {
    return wait_until(lock, detail::deadline_after(timeout), error);
  }
  template <class Rep, class Period, class Predicate>
  bool wait_for(lock_type& lock, const std::chrono::duration<Rep, Period>& timeout, Predicate done) {
    return wait_until(lock, detail::deadline_after(timeout), std::move(done));
  }

 private:
  template <class T>
  friend class channel;
  std::cv_status wait_steady(lock_type& lock, const detail::steady_time* deadline, std::error_code* error);
  detail::wait_queue waiters_;
};

/// A counting semaphore. The last thread to wait for it may end its life as soon as it has acquired.
class ASYNCSAFE_API semaphore {
 public:
  constexpr explicit semaphore(std::ptrdiff_t count) noexcept : count_(count) {}
  semaphore(const semaphore&) = delete;
  semaphore& operator=(const semaphore&) = delete;

  /// \throws a pending interrupt; then nothing is acquired.
  void acquire() { acquire_steady(nullptr, nullptr); }
  [[nodiscard]] bool acquire(std::error_code& error) { return acquire_steady(nullptr, &error); }
  [[nodiscard]] bool try_acquire() noexcept;
  template <class Rep, class Period>
  [[nodiscard]] bool try_acquire_for(const std::chrono::duration<Rep, Period>& timeout) {
    const detail::steady_time deadline = detail::deadline_after(timeout);
    return acquire_steady(&deadline, nullptr);
  }
  template <class Rep, class Period>
  [[nodiscard]] bool try_acquire_for(const std::chrono::duration<Rep, Period>& timeout, std::error_code& error) {
    const detail::steady_time deadline = detail::deadline_after(timeout);
    return acquire_steady(&deadline, &error);
  }
  template <class Clock, class Duration>
  [[nodiscard]] bool try_acquire_until(const std::chrono::time_point<Clock, Duration>& t) {
    const detail::steady_time deadline = io::detail_::as_steady(t);
    return acquire_steady(&deadline, nullptr);
  }
  template <class Clock, class Duration>
  [[nodiscard]] bool try_acquire_until(const std::chrono::time_point<Clock, Duration>& t, std::error_code& error) {
    const detail::steady_time deadline = io::detail_::as_steady(t);
    return acquire_steady(&deadline, &error);
  }
  void release(std::ptrdiff_t n = 1) noexcept;

 private:
  bool take_one() noexcept;
  bool acquire_steady(const detail::steady_time* deadline, std::error_code* error);
  std::atomic<std::ptrdiff_t> count_;
  detail::wait_queue waiters_;
};

/// A count that goes down to zero once. The last thread to wait for it may end its life as soon as it is down.
class ASYNCSAFE_API latch {
 public:
  constexpr explicit latch(std::ptrdiff_t expected) noexcept : left_(expected) {}
  latch(const latch&) = delete;
  latch& operator=(const latch&) = delete;

  void count_down(std::ptrdiff_t n = 1) noexcept;
  [[nodiscard]] bool try_wait() const noexcept;
  /// \throws a pending interrupt.
  void wait() { wait_steady(nullptr, nullptr); }
  bool wait(std::error_code& error) { return wait_steady(nullptr, &error); }
  /// \return whether the count is down. \throws a pending interrupt.
  template <class Rep, class Period>
  [[nodiscard]] bool wait_for(const std::chrono::duration<Rep, Period>& timeout) {
    const detail::steady_time deadline = detail::deadline_after(timeout);
    return wait_steady(&deadline, nullptr);
  }
  template <class Rep, class Period>
  [[nodiscard]] bool wait_for(const std::chrono::duration<Rep, Period>& timeout, std::error_code& error) {
    const detail::steady_time deadline = detail::deadline_after(timeout);
    return wait_steady(&deadline, &error);
  }
  /// If it is interrupted, the arrival has counted all the same.
  void arrive_and_wait(std::ptrdiff_t n = 1) {
    count_down(n);
    wait();
  }
  /// \return whether the count is down.
  [[nodiscard]] bool arrive_and_wait(std::ptrdiff_t n, std::error_code& error) {
    count_down(n);
    return wait(error);
  }

 private:
  bool wait_steady(const detail::steady_time* deadline, std::error_code* error);
  std::atomic<std::ptrdiff_t> left_;
  mutable detail::wait_queue waiters_;
};

/// Waits for the end of `t` and joins it. Interrupted, `t` goes on and stays joinable.
/// Interruptible with glibc, which says where a thread's id is; with another C library it is `t.join()`.
/// \throws a pending interrupt; std::system_error as `std::thread::join` does.
ASYNCSAFE_API void join(std::thread& t);
/// \return whether it is joined.
ASYNCSAFE_API bool join(std::thread& t, std::error_code& error);

}  // namespace asyncsafe::inline v0
