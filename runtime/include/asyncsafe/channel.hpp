// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A bounded queue between threads, whose waiting an interrupt can end. Sending and receiving are total: interrupted,
// nothing was sent and the value is still the caller's, or nothing was received.
#pragma once

#include <asyncsafe/mask.hpp>
#include <asyncsafe/sync.hpp>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace asyncsafe::inline v0 {

/// First in, first out, for any number of senders and receivers. Closing it lets receivers take what is left, and then
/// ends them; senders are refused at once. The forms with a std::error_code report an interrupt as
/// std::errc::operation_canceled, and a closed channel as std::errc::broken_pipe.
template <class T>
class channel {
 public:
  /// \param capacity values that wait at most; at least one. \throws std::invalid_argument.
  explicit channel(std::size_t capacity) : capacity_(capacity) {
    if (capacity == 0) throw std::invalid_argument("asyncsafe::channel: a capacity of zero");
  }
  channel(const channel&) = delete;
  channel& operator=(const channel&) = delete;

  /// Waits for room. \return false if the channel is closed: then, and when it throws, `value` has not been moved from.
  /// \throws a pending interrupt.
  template <class U>
  bool send(U&& value) {
    return send_until(nullptr, std::forward<U>(value), nullptr) == outcome::done;
  }
  template <class U>
  bool send(U&& value, std::error_code& error) {
    return send_until(nullptr, std::forward<U>(value), &error) == outcome::done;
  }
  /// \return false after `timeout`, too.
  template <class U, class Rep, class Period>
  [[nodiscard]] bool try_send_for(U&& value, const std::chrono::duration<Rep, Period>& timeout) {
    const detail::steady_time deadline = detail::deadline_after(timeout);
    return send_until(&deadline, std::forward<U>(value), nullptr) == outcome::done;
  }
  template <class U, class Rep, class Period>
  [[nodiscard]] bool try_send_for(U&& value, const std::chrono::duration<Rep, Period>& timeout,
                                  std::error_code& error) {
    const detail::steady_time deadline = detail::deadline_after(timeout);
    return send_until(&deadline, std::forward<U>(value), &error) == outcome::done;
  }
  /// Does not wait for room.
  template <class U>
  [[nodiscard]] bool try_send(U&& value) {
    const holding lock(*this);
    if (closed_ || values_.size() >= capacity_) return false;
    values_.push_back(std::forward<U>(value));
    filled_.notify_one();
    return true;
  }

  /// Waits for a value. \return none if the channel is closed and empty. \throws a pending interrupt.
  [[nodiscard]] std::optional<T> receive() { return receive_until(nullptr, nullptr); }
  [[nodiscard]] std::optional<T> receive(std::error_code& error) { return receive_until(nullptr, &error); }
  /// \return none after `timeout`, too.
  template <class Rep, class Period>
  [[nodiscard]] std::optional<T> try_receive_for(const std::chrono::duration<Rep, Period>& timeout) {
    const detail::steady_time deadline = detail::deadline_after(timeout);
    return receive_until(&deadline, nullptr);
  }
  template <class Rep, class Period>
  [[nodiscard]] std::optional<T> try_receive_for(const std::chrono::duration<Rep, Period>& timeout,
                                                 std::error_code& error) {
    const detail::steady_time deadline = detail::deadline_after(timeout);
    return receive_until(&deadline, &error);
  }
  [[nodiscard]] std::optional<T> try_receive() {
    const holding lock(*this);
    return take();
  }

  /// No value can be sent from now on. Never interrupted.
  void close() noexcept {
    const holding lock(*this);
    closed_ = true;
    filled_.notify_all();
    emptied_.notify_all();
  }
  [[nodiscard]] bool closed() const noexcept {
    const holding lock(*this);
    return closed_;
  }
  [[nodiscard]] std::size_t size() const noexcept {
    const holding lock(*this);
    return values_.size();
  }

 private:
  enum class outcome { done, closed, late, interrupted };

  // Nobody blocks while holding the mutex, so that this wait needs no interruption.
  class holding {
   public:
    explicit holding(const channel& of) noexcept : of_(of) { of_.mutex_.lock_uninterruptibly(); }
    ~holding() { of_.mutex_.unlock(); }
    holding(const holding&) = delete;
    holding& operator=(const holding&) = delete;

   private:
    const channel& of_;
  };

  std::optional<T> take() {
    if (values_.empty()) return std::nullopt;
    std::optional<T> value(std::move(values_.front()));
    values_.pop_front();
    emptied_.notify_one();
    return value;
  }

  // Waits until `ready()`; the mutex is held then, and however else it ends.
  template <class Ready>
  outcome wait(std::unique_lock<interruptible_mutex>& lock, interruptible_condition_variable& changed, Ready&& ready,
               const detail::steady_time* deadline, std::error_code* error) {
    while (!ready()) {
      std::error_code interrupted;
      const std::cv_status status = changed.wait_steady(lock, deadline, error != nullptr ? &interrupted : nullptr);
      if (interrupted) {
        *error = interrupted;
        return outcome::interrupted;
      }
      if (status == std::cv_status::timeout && !ready()) return outcome::late;
    }
    return outcome::done;
  }

  template <class U>
  outcome send_until(const detail::steady_time* deadline, U&& value, std::error_code* error) {
    if (error != nullptr) error->clear();
    std::unique_lock<interruptible_mutex> lock(mutex_, std::defer_lock);
    if (!enter(lock, error)) return outcome::interrupted;
    const outcome end = wait(lock, emptied_, [&] { return closed_ || values_.size() < capacity_; }, deadline, error);
    if (end != outcome::done) return end;
    if (closed_) {
      if (error != nullptr) *error = std::make_error_code(std::errc::broken_pipe);
      return outcome::closed;
    }
    values_.push_back(std::forward<U>(value));
    filled_.notify_one();
    return outcome::done;
  }

  std::optional<T> receive_until(const detail::steady_time* deadline, std::error_code* error) {
    if (error != nullptr) error->clear();
    std::unique_lock<interruptible_mutex> lock(mutex_, std::defer_lock);
    if (!enter(lock, error)) return std::nullopt;
    const outcome end = wait(lock, filled_, [&] { return closed_ || !values_.empty(); }, deadline, error);
    if (end != outcome::done) return std::nullopt;
    if (values_.empty() && error != nullptr) *error = std::make_error_code(std::errc::broken_pipe);
    return take();
  }

  // A delivery point, and then the lock.
  bool enter(std::unique_lock<interruptible_mutex>& lock, std::error_code* error) ASYNCSAFE_UNCHECKED {
    if (error == nullptr) {
      lock.lock();
      return true;
    }
    if (!mutex_.lock(*error)) return false;
    lock = std::unique_lock<interruptible_mutex>(mutex_, std::adopt_lock);
    return true;
  }

  const std::size_t capacity_;
  mutable interruptible_mutex mutex_;
  interruptible_condition_variable filled_;
  interruptible_condition_variable emptied_;
  std::deque<T> values_;
  bool closed_ = false;
};

}  // namespace asyncsafe::inline v0
