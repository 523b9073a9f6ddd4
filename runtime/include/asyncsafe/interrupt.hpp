// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sending an exception to another thread: to a scope of it, exactly once, revocably.
#pragma once

#include <asyncsafe/checkpoint.hpp>
#include <asyncsafe/exceptions.hpp>

#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <system_error>
#include <type_traits>
#include <utility>

namespace asyncsafe::inline v0 {

namespace detail {
struct message;
template <class E>
inline constexpr bool is_exception_ptr = std::is_same_v<std::remove_cvref_t<E>, std::exception_ptr>;
template <class E>
std::exception_ptr as_exception(E&& e) {
  if constexpr (is_exception_ptr<E>)
    return std::forward<E>(e);
  else
    return std::make_exception_ptr(std::forward<E>(e));
}
}  // namespace detail

/// Addresses a scope of a thread. Cheap to copy, safe to keep: once the scope has ended, or the thread,
/// whatever is sent to it is answered with `target_gone`.
class ASYNCSAFE_API scope_token {
 public:
  /// A token of no scope; everything sent to it is `target_gone`.
  scope_token() noexcept = default;
  /// Whether the scope is still open. By the time you look at the answer it may have ended.
  [[nodiscard]] bool alive() const noexcept;
  friend bool operator==(const scope_token&, const scope_token&) noexcept = default;

  scope_token(detail::thread_record* record, std::uint64_t generation, std::uint64_t scope) noexcept
      : record_(record), generation_(generation), scope_(scope) {}
  [[nodiscard]] detail::thread_record* record() const noexcept { return record_; }
  [[nodiscard]] std::uint64_t generation() const noexcept { return generation_; }
  [[nodiscard]] std::uint64_t scope() const noexcept { return scope_; }

 private:
  detail::thread_record* record_ = nullptr;
  std::uint64_t generation_ = 0;
  std::uint64_t scope_ = 0;
};

/// Interrupts sent to this scope are delivered inside it or not at all: leaving it revokes the rest.
/// Lives on the stack of one thread; ending it on another, or out of order, terminates with one line.
class [[nodiscard]] ASYNCSAFE_API interrupt_scope {
 public:
  [[nodiscard]] interrupt_scope();
  ~interrupt_scope();
  interrupt_scope(const interrupt_scope&) = delete;
  interrupt_scope& operator=(const interrupt_scope&) = delete;
  [[nodiscard]] scope_token token() const noexcept { return token_; }

 private:
  scope_token token_;
};

namespace this_thread {
/// The scope that is this thread's whole life.
ASYNCSAFE_API scope_token token();
}  // namespace this_thread

/// How `throw_to` ended.
enum class throw_result {
  delivered,    ///< the target has raised it
  target_gone,  ///< the scope or its thread ended first; nothing was raised
  timed_out,    ///< revoked after the time given; nothing was raised and nothing will be
  queued        ///< sent to oneself where it must not be thrown: it comes at the next delivery point
};

/// What `post_to` gives: the one handle on a message under way.
class ASYNCSAFE_API ticket {
 public:
  ticket() noexcept = default;
  /// Takes the message back. \return true if it was still under way, so that it never arrives.
  bool revoke() noexcept;
  /// Waits (interruptibly) until the message has arrived or cannot arrive any more.
  /// A revoked message counts as `target_gone`. \throws a pending interrupt of the caller; the message stays posted.
  throw_result wait();
  /// As that, where the caller's interrupt is reported as std::errc::operation_canceled. The result is then `timed_out`.
  throw_result wait(std::error_code& error);

  ticket(std::shared_ptr<detail::message> message, scope_token target) noexcept
      : message_(std::move(message)), target_(target) {}

 private:
  std::shared_ptr<detail::message> message_;
  scope_token target_;
};

namespace detail {
using steady_time = std::chrono::steady_clock::time_point;
ASYNCSAFE_API throw_result throw_exception_to(const scope_token& target, std::exception_ptr e,
                                              const steady_time* deadline, std::error_code* error);
ASYNCSAFE_API ticket post_exception_to(const scope_token& target, std::exception_ptr e);
/// now + timeout, never past the end of the clock; now if the timeout is negative (or not a number).
template <class Rep, class Period>
steady_time deadline_after(const std::chrono::duration<Rep, Period>& timeout);
ASYNCSAFE_API steady_time now() noexcept;
}  // namespace detail

/// Raises `e` in the target scope and returns when it was raised there, or says that the scope is gone.
/// Itself an interruptible operation: if the caller is interrupted while it waits, the message is revoked.
/// To the calling thread itself: raised at the call, or `queued` if it must not be thrown here (in a `noexcept` function,
/// a destructor, or a signal handler).
/// \param e an exception object, or a `std::exception_ptr`; it arrives as itself.
/// (GHC: `throwTo`.)
template <class E>
throw_result throw_to(const scope_token& target, E&& e) {
  return detail::throw_exception_to(target, detail::as_exception(std::forward<E>(e)), nullptr, nullptr);
}

/// As `throw_to`, giving up (and revoking) after `timeout`.
template <class E, class Rep, class Period>
throw_result throw_to_for(const scope_token& target, E&& e, const std::chrono::duration<Rep, Period>& timeout) {
  const detail::steady_time deadline = detail::deadline_after(timeout);
  return detail::throw_exception_to(target, detail::as_exception(std::forward<E>(e)), &deadline, nullptr);
}

/// As `throw_to` and `throw_to_for`, where the caller's own interrupt is reported as std::errc::operation_canceled: then
/// nothing was raised, nothing will be, and the result is `timed_out`. To oneself it is `queued`.
template <class E>
throw_result throw_to(const scope_token& target, E&& e, std::error_code& error) {
  return detail::throw_exception_to(target, detail::as_exception(std::forward<E>(e)), nullptr, &error);
}
template <class E, class Rep, class Period>
throw_result throw_to_for(const scope_token& target, E&& e, const std::chrono::duration<Rep, Period>& timeout,
                          std::error_code& error) {
  const detail::steady_time deadline = detail::deadline_after(timeout);
  return detail::throw_exception_to(target, detail::as_exception(std::forward<E>(e)), &deadline, &error);
}

/// Sends `e` and returns at once; what became of it is asked of the ticket.
template <class E>
ticket post_to(const scope_token& target, E&& e) {
  return detail::post_exception_to(target, detail::as_exception(std::forward<E>(e)));
}

/// An interrupt made beforehand, to be sent from a signal handler. Make it in ordinary code; end it when the handler cannot
/// run any more. It may be sent again and again, and is under way once at most.
class [[nodiscard]] ASYNCSAFE_API prepared_interrupt {
 public:
  /// \param e an exception object; each delivery raises a new copy of it, made by the receiver.
  template <class E>
  [[nodiscard]] prepared_interrupt(const scope_token& target, E e)
      : prepared_interrupt(
            target, std::function<std::exception_ptr()>([e = std::move(e)] { return std::make_exception_ptr(e); })) {
    static_assert(!detail::is_exception_ptr<E>, "give the exception itself: each delivery raises a copy of its own");
  }
  /// Takes back what is under way.
  ~prepared_interrupt();
  prepared_interrupt(const prepared_interrupt&) = delete;
  prepared_interrupt& operator=(const prepared_interrupt&) = delete;

  /// Sends it, as `post_to` does. Async-signal-safe, and callable from any thread. \return false if the target is gone, or
  /// one is under way already.
  bool post() const noexcept;
  /// Takes it back. \return true if it was still under way, so that it never arrives.
  bool revoke() noexcept;

  struct state;

 private:
  prepared_interrupt(const scope_token& target, std::function<std::exception_ptr()> make);
  std::shared_ptr<state> state_;
};

/// The exception that the last delivery by an error code carried on this thread; for callers of the error-code and C
/// forms, to whom an interrupt arrives as `errc::operation_canceled`. Null before the first. One that is thrown is not
/// kept: it lives as long as its handler wants it.
[[nodiscard]] ASYNCSAFE_API std::exception_ptr last_interrupt() noexcept;

/// Reserves another real-time signal than the default for waking blocked threads. Call it before the first
/// interruptible operation. \throws std::system_error if the signal has a handler, is not a real-time signal,
/// or the runtime has reserved one already.
ASYNCSAFE_API void reserve_interrupt_signal(int signal_number);
/// The signal reserved, or that will be.
[[nodiscard]] ASYNCSAFE_API int interrupt_signal() noexcept;

template <class Rep, class Period>
detail::steady_time detail::deadline_after(const std::chrono::duration<Rep, Period>& timeout) {
  const steady_time start = now();
  const std::chrono::duration<double> seconds(timeout);  // it has room for every timeout
  if (!(seconds.count() > 0)) return start;
  if (seconds >= std::chrono::duration<double>(steady_time::max() - start)) return steady_time::max();
  return start + std::chrono::ceil<steady_time::duration>(timeout);
}

}  // namespace asyncsafe::inline v0

#include <asyncsafe/thread.hpp>
