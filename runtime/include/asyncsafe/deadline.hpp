// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Deadlines as scopes, by Trio's rules. A deadline is a level: once it has come, every delivery point in its
// scope that its masking allows throws `stop_requested`, until the scope ends. The scope absorbs that
// exception where its own deadline is the reason; where an outer scope is cancelled too, the exception goes
// on to that one.
#pragma once

#include <asyncsafe/detail/awaitable.hpp>
#include <asyncsafe/detail/timer.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/stop.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <system_error>
#include <type_traits>
#include <utility>

namespace asyncsafe::inline v0 {

/// What fail_after and fail_at throw when their scope was cut short: an ordinary error, of code
/// std::errc::timed_out.
class ASYNCSAFE_API deadline_exceeded : public std::system_error {
 public:
  deadline_exceeded();
  deadline_exceeded(const deadline_exceeded&) = default;
  deadline_exceeded& operator=(const deadline_exceeded&) = default;
  ~deadline_exceeded() override;
};

/// Whether a scope is open to the cancellation of the scopes around it. Ctrl-C and `throw_to` pass a shield:
/// a mask holds those back.
enum class shield : bool { no, yes };

/// What move_on_after and its like hand to their body, for as long as that runs. (Trio: CancelScope.)
class ASYNCSAFE_API cancel_scope : detail::level {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  cancel_scope(const cancel_scope&) = delete;
  cancel_scope& operator=(const cancel_scope&) = delete;

  /// Ends the scope as its deadline would. From any thread, while the scope is open; also in a signal handler.
  void cancel() noexcept;

  // The thread of the scope only:

  /// Whether it was cancelled, or its deadline has come.
  [[nodiscard]] bool cancel_called() const noexcept;
  [[nodiscard]] time_point deadline() const noexcept { return level::deadline; }
  /// Moves the deadline; `time_point::max()` is none. One that has come stays in force.
  void set_deadline(time_point at);
  [[nodiscard]] bool shielded() const noexcept { return shields; }
  void set_shielded(bool on) noexcept;

  /// What the functions below are made of.
  class runner;

 private:
  explicit cancel_scope(shield outer) noexcept;
  ~cancel_scope() = default;

  struct own_timer : detail::timer {
    cancel_scope* scope = nullptr;
  };
  static bool is_cancelled(const detail::level& self) noexcept;
  static void expire(detail::timer& t) noexcept;

  scope_token owner_;
  own_timer timer_;
  std::atomic<bool> cancelled_{false};
};

/// Opens the scope when it is made, and closes it when it ends.
class ASYNCSAFE_API cancel_scope::runner {
 public:
  runner(time_point deadline, shield outer);
  ~runner() { close(); }
  runner(const runner&) = delete;
  runner& operator=(const runner&) = delete;
  [[nodiscard]] cancel_scope& scope() noexcept { return scope_; }
  void close() noexcept;
  /// Once closed: whether its cancellation, and none around it, is what ended its body.
  [[nodiscard]] bool absorbs() const noexcept;

 private:
  cancel_scope scope_;
  bool open_ = false;
};

namespace detail {

template <class R>
struct completion {
  using type = std::optional<R>;
};
template <class R>
struct completion<R&> {
  using type = std::optional<std::reference_wrapper<R>>;
};
template <>
struct completion<void> {
  using type = bool;
};

template <class F>
decltype(auto) call_with(F&& f, cancel_scope& scope) {
  if constexpr (std::is_invocable_v<F, cancel_scope&>)
    return std::invoke(std::forward<F>(f), scope);
  else
    return std::invoke(std::forward<F>(f));
}

template <class F>
using result_within = decltype(call_with(std::declval<F>(), std::declval<cancel_scope&>()));

template <class F>
auto run_within(steady_time deadline, shield outer, F&& f) -> typename completion<result_within<F>>::type {
  refuse_awaitable<result_within<F>>();
  cancel_scope::runner runner(deadline, outer);
  try {
    if constexpr (std::is_void_v<result_within<F>>) {
      call_with(std::forward<F>(f), runner.scope());
      return true;
    } else {
      return call_with(std::forward<F>(f), runner.scope());
    }
  } catch (const level_stop& stop) {
    runner.close();
    if (!runner.absorbs()) throw;
    if (stop.attached()) std::rethrow_exception(stop.attached());  // an error of its cleanup is nobody's to absorb
  }
  return {};
}

[[noreturn]] ASYNCSAFE_API void throw_deadline_exceeded();

template <class F>
decltype(auto) run_or_fail(steady_time deadline, shield outer, F&& f) {
  auto completed = run_within(deadline, outer, std::forward<F>(f));
  if (!completed) throw_deadline_exceeded();
  if constexpr (std::is_lvalue_reference_v<result_within<F>>)
    return static_cast<result_within<F>>(completed->get());
  else if constexpr (!std::is_void_v<result_within<F>>)
    return result_within<F>(*std::move(completed));
}

}  // namespace detail

/// Runs `f()` or `f(cancel_scope&)`, and cuts it short at the deadline.
/// \return for an `f` without a result whether it completed, else a std::optional of its result (of a
/// std::reference_wrapper, if that is a reference); empty if it was cut short. An `f` that completed after
/// the deadline, without passing a delivery point, completed.
/// \throws what `f` throws; among that an error that a release attached to the interrupt that cut it short.
/// (Trio: move_on_at.)
template <class Clock, class Duration, class F>
auto move_on_at(const std::chrono::time_point<Clock, Duration>& t, F&& f, shield outer = shield::no) {
  return detail::run_within(io::detail_::as_steady(t), outer, std::forward<F>(f));
}
/// As move_on_at. A `timeout` that is not positive cuts `f` short at its first delivery point. (Trio:
/// move_on_after.)
template <class Rep, class Period, class F>
auto move_on_after(const std::chrono::duration<Rep, Period>& timeout, F&& f, shield outer = shield::no) {
  return detail::run_within(detail::deadline_after(timeout), outer, std::forward<F>(f));
}
/// As move_on_at, but being cut short is an error. \return what `f` returns. \throws deadline_exceeded.
/// (Trio: fail_at.)
template <class Clock, class Duration, class F>
decltype(auto) fail_at(const std::chrono::time_point<Clock, Duration>& t, F&& f, shield outer = shield::no) {
  return detail::run_or_fail(io::detail_::as_steady(t), outer, std::forward<F>(f));
}
/// As fail_at. (Trio: fail_after.)
template <class Rep, class Period, class F>
decltype(auto) fail_after(const std::chrono::duration<Rep, Period>& timeout, F&& f, shield outer = shield::no) {
  return detail::run_or_fail(detail::deadline_after(timeout), outer, std::forward<F>(f));
}
/// A scope without a deadline, for `cancel()` and for shielding. \return as move_on_at does.
template <class F>
auto run_cancellable(F&& f, shield outer = shield::no) {
  return detail::run_within(detail::steady_time::max(), outer, std::forward<F>(f));
}

/// The earliest deadline that is in force for this thread; max if there is none. (Trio:
/// current_effective_deadline.)
[[nodiscard]] ASYNCSAFE_API std::chrono::steady_clock::time_point current_deadline() noexcept;

}  // namespace asyncsafe::inline v0
