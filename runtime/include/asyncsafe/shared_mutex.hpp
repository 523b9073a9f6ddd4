// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// More that threads wait for: readers and writers, a barrier, and what is done once. As in sync.hpp, waiting is total
// and an interrupt can end it.
#pragma once

#include <asyncsafe/detail/thread_safety.hpp>
#include <asyncsafe/sync.hpp>

#include <cstddef>
#include <system_error>
#include <utility>

namespace asyncsafe::inline v0 {

/// For std::unique_lock and std::shared_lock. First come, first served, so that neither side starves; not recursive.
class ASYNCSAFE_CAPABILITY("shared_mutex") ASYNCSAFE_API interruptible_shared_mutex {
 public:
  constexpr interruptible_shared_mutex() noexcept = default;
  interruptible_shared_mutex(const interruptible_shared_mutex&) = delete;
  interruptible_shared_mutex& operator=(const interruptible_shared_mutex&) = delete;

  /// \throws a pending interrupt; then nothing is held.
  void lock() ASYNCSAFE_ACQUIRE() ASYNCSAFE_UNCHECKED { acquire(kind::exclusive, nullptr, nullptr); }
  /// \return whether it is held now.
  [[nodiscard]] bool lock(std::error_code& error) ASYNCSAFE_TRY_ACQUIRE(true) ASYNCSAFE_UNCHECKED {
    return acquire(kind::exclusive, nullptr, &error);
  }
  [[nodiscard]] bool try_lock() noexcept ASYNCSAFE_TRY_ACQUIRE(true) ASYNCSAFE_UNCHECKED {
    return try_acquire(kind::exclusive);
  }
  template <class Rep, class Period>
  [[nodiscard]] bool try_lock_for(const std::chrono::duration<Rep, Period>& timeout)
      ASYNCSAFE_TRY_ACQUIRE(true) ASYNCSAFE_UNCHECKED {
    const detail::steady_time deadline = detail::deadline_after(timeout);
    return acquire(kind::exclusive, &deadline, nullptr);
  }
  template <class Rep, class Period>
  [[nodiscard]] bool try_lock_for(const std::chrono::duration<Rep, Period>& timeout, std::error_code& error)
      ASYNCSAFE_TRY_ACQUIRE(true) ASYNCSAFE_UNCHECKED {
    const detail::steady_time deadline = detail::deadline_after(timeout);
    return acquire(kind::exclusive, &deadline, &error);
  }
  template <class Clock, class Duration>
  [[nodiscard]] bool try_lock_until(const std::chrono::time_point<Clock, Duration>& t)
      ASYNCSAFE_TRY_ACQUIRE(true) ASYNCSAFE_UNCHECKED {
    const detail::steady_time deadline = io::detail_::as_steady(t);
    return acquire(kind::exclusive, &deadline, nullptr);
  }
  template <class Clock, class Duration>
  [[nodiscard]] bool try_lock_until(const std::chrono::time_point<Clock, Duration>& t, std::error_code& error)
      ASYNCSAFE_TRY_ACQUIRE(true) ASYNCSAFE_UNCHECKED {
    const detail::steady_time deadline = io::detail_::as_steady(t);
    return acquire(kind::exclusive, &deadline, &error);
  }
  void unlock() noexcept ASYNCSAFE_RELEASE();

  /// \throws a pending interrupt; then nothing is held.
  void lock_shared() ASYNCSAFE_ACQUIRE_SHARED() ASYNCSAFE_UNCHECKED { acquire(kind::shared, nullptr, nullptr); }
  [[nodiscard]] bool lock_shared(std::error_code& error) ASYNCSAFE_TRY_ACQUIRE_SHARED(true) ASYNCSAFE_UNCHECKED {
    return acquire(kind::shared, nullptr, &error);
  }
  [[nodiscard]] bool try_lock_shared() noexcept ASYNCSAFE_TRY_ACQUIRE_SHARED(true) ASYNCSAFE_UNCHECKED {
    return try_acquire(kind::shared);
  }
  template <class Rep, class Period>
  [[nodiscard]] bool try_lock_shared_for(const std::chrono::duration<Rep, Period>& timeout)
      ASYNCSAFE_TRY_ACQUIRE_SHARED(true) ASYNCSAFE_UNCHECKED {
    const detail::steady_time deadline = detail::deadline_after(timeout);
    return acquire(kind::shared, &deadline, nullptr);
  }
  template <class Rep, class Period>
  [[nodiscard]] bool try_lock_shared_for(const std::chrono::duration<Rep, Period>& timeout, std::error_code& error)
      ASYNCSAFE_TRY_ACQUIRE_SHARED(true) ASYNCSAFE_UNCHECKED {
    const detail::steady_time deadline = detail::deadline_after(timeout);
    return acquire(kind::shared, &deadline, &error);
  }
  template <class Clock, class Duration>
  [[nodiscard]] bool try_lock_shared_until(const std::chrono::time_point<Clock, Duration>& t)
      ASYNCSAFE_TRY_ACQUIRE_SHARED(true) ASYNCSAFE_UNCHECKED {
    const detail::steady_time deadline = io::detail_::as_steady(t);
    return acquire(kind::shared, &deadline, nullptr);
  }
  template <class Clock, class Duration>
  [[nodiscard]] bool try_lock_shared_until(const std::chrono::time_point<Clock, Duration>& t, std::error_code& error)
      ASYNCSAFE_TRY_ACQUIRE_SHARED(true) ASYNCSAFE_UNCHECKED {
    const detail::steady_time deadline = io::detail_::as_steady(t);
    return acquire(kind::shared, &deadline, &error);
  }
  void unlock_shared() noexcept ASYNCSAFE_RELEASE_SHARED();

 private:
  enum class kind { shared, exclusive };
  struct node;
  bool admits(kind k) const noexcept { return k == kind::shared ? holders_ >= 0 : holders_ == 0; }
  void admit(kind k) noexcept { holders_ = k == kind::shared ? holders_ + 1 : -1; }
  bool try_acquire(kind k) noexcept;
  bool acquire(kind k, const detail::steady_time* deadline, std::error_code* error);
  void serve() noexcept;

  std::ptrdiff_t holders_ = 0;  // readers; -1 is a writer. Under the queue's lock
  detail::wait_queue waiters_;
};

/// Threads meet, again and again. An interrupted arrival is withdrawn: the others wait for somebody else to come.
class ASYNCSAFE_API interruptible_barrier {
 public:
  constexpr explicit interruptible_barrier(std::ptrdiff_t expected) noexcept : expected_(expected) {}
  interruptible_barrier(const interruptible_barrier&) = delete;
  interruptible_barrier& operator=(const interruptible_barrier&) = delete;

  /// Waits until `expected` have arrived. \throws a pending interrupt; then this thread has not arrived.
  void arrive_and_wait() { arrive(nullptr); }
  /// \return whether all have arrived.
  [[nodiscard]] bool arrive_and_wait(std::error_code& error) { return arrive(&error); }

 private:
  bool arrive(std::error_code* error);
  const std::ptrdiff_t expected_;
  std::ptrdiff_t arrived_ = 0;  // under the queue's lock
  detail::wait_queue waiters_;
};

/// Whether something has been done. See call_once.
class ASYNCSAFE_API once_flag {
 public:
  constexpr once_flag() noexcept = default;
  once_flag(const once_flag&) = delete;
  once_flag& operator=(const once_flag&) = delete;

 private:
  template <class F, class... Args>
  friend void call_once(once_flag& flag, F&& f, Args&&... args);
  template <class F>
  friend bool call_once(once_flag& flag, F&& f, std::error_code& error);

  enum class stage : std::uint32_t { undone, under_way, done };
  /// Waits until it is done, or it is the caller's turn. \return whether it is the caller's turn.
  bool begin(std::error_code* error);
  void finish(stage now) noexcept;
  // Whoever did it has let go of the queue, too: the caller may end the flag's life. Else begin() waits for that.
  bool done() const noexcept {
    return stage_.load(std::memory_order_acquire) == stage::done && waiters_.lock.load(std::memory_order_acquire) == 0;
  }

  std::atomic<stage> stage_{stage::undone};
  detail::wait_queue waiters_;
};

/// Calls `f(args...)` unless a call through this flag has completed. While another thread's is under way, waits for it;
/// if that throws (an interrupt, say), the next one calls its own.
/// \throws what `f` throws; a pending interrupt.
template <class F, class... Args>
void call_once(once_flag& flag, F&& f, Args&&... args) {
  if (flag.done() || !flag.begin(nullptr)) return;
  struct turn {
    once_flag& flag;
    once_flag::stage result = once_flag::stage::undone;
    ~turn() { flag.finish(result); }
  } mine{flag};
  std::invoke(std::forward<F>(f), std::forward<Args>(args)...);
  mine.result = once_flag::stage::done;
}
/// \return whether it is done.
template <class F>
bool call_once(once_flag& flag, F&& f, std::error_code& error) {
  error.clear();
  if (flag.done()) return true;
  if (!flag.begin(&error)) return !error;
  struct turn {
    once_flag& flag;
    once_flag::stage result = once_flag::stage::undone;
    ~turn() { flag.finish(result); }
  } mine{flag};
  std::invoke(std::forward<F>(f));
  mine.result = once_flag::stage::done;
  return true;
}

}  // namespace asyncsafe::inline v0
