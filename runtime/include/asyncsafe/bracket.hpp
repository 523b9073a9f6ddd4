// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Acquire, use, release: with no gap in which an interrupt could lose the resource.
#pragma once

#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/mask.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

namespace asyncsafe::inline v0 {

/// How far a release may itself be interrupted. In each case it runs exactly once.
class release_policy {
 public:
  /// Masked: an operation in the release that blocks may be interrupted. (GHC's `bracket`; the default.)
  static const release_policy interruptible;
  /// Nothing interrupts the release: it must end in bounded time by itself.
  static const release_policy uninterruptible;
  /// Nothing interrupts the release until `time` has passed or a second interrupt arrives; then any point does.
  static constexpr release_policy grace(std::chrono::nanoseconds time) noexcept { return {kind::grace, time}; }

  enum class kind : std::uint8_t { interruptible, uninterruptible, grace };
  [[nodiscard]] constexpr kind which() const noexcept { return kind_; }
  [[nodiscard]] constexpr std::chrono::nanoseconds time() const noexcept { return time_; }

 private:
  constexpr release_policy(kind k, std::chrono::nanoseconds t) noexcept : kind_(k), time_(t) {}
  kind kind_;
  std::chrono::nanoseconds time_;
};
inline constexpr release_policy release_policy::interruptible{kind::interruptible, {}};
inline constexpr release_policy release_policy::uninterruptible{kind::uninterruptible, {}};

/// The error that the last exception out of a bracket of this thread outranked, where it could not be attached to it
/// (`interrupted::attached()`). Null if none was.
[[nodiscard]] ASYNCSAFE_API std::exception_ptr suppressed_error() noexcept;

namespace detail {

/// Runs `f(argument)` and returns what it throws. The check whether a throw is safe looks through it, since what
/// it catches is thrown again. When the thread is cancelled through it, `on_cancel(argument)` runs on the way.
ASYNCSAFE_API std::exception_ptr catch_all(void (*f)(void*), void* argument, void (*on_cancel)(void*));

template <class F, class OnCancel>
std::exception_ptr catch_all(F& f, OnCancel& on_cancel) {
  struct both {
    F& f;
    OnCancel& on_cancel;
  } two{f, on_cancel};
  return catch_all([](void* p) { static_cast<both*>(p)->f(); }, &two,
                   [](void* p) { static_cast<both*>(p)->on_cancel(); });
}

/// Runs a release under its policy; the caller is masked. `cause` is what ended the use, or null.
ASYNCSAFE_API void run_release(void (*release)(void*), void* argument, release_policy policy,
                               const std::exception_ptr& cause);
/// Of two exceptions (either may be null) the one to throw: an interrupt outranks an error, else the first; the
/// other is attached.
ASYNCSAFE_API std::exception_ptr outranking(std::exception_ptr body, std::exception_ptr cleanup);

template <class Release>
void release_by(Release& release, release_policy policy, const std::exception_ptr& cause) {
  run_release([](void* p) { (*static_cast<Release*>(p))(); }, &release, policy, cause);
}

/// Runs `use()`, then `release()`, which `only_on_error` restricts to a use that failed.
template <class Use, class Release>
auto use_then_release(Use&& use, Release&& release, release_policy policy, bool only_on_error) {
  using result = std::invoke_result_t<Use&>;
  refuse_awaitable<result>();
  constexpr bool nothing = std::is_void_v<result>;
  constexpr bool reference = std::is_reference_v<result>;
  using kept = std::conditional_t<nothing, char,
                                  std::conditional_t<reference, std::remove_reference_t<result>*,
                                                     std::remove_cv_t<std::remove_reference_t<result>>>>;
  std::optional<kept> value;
  auto body = [&] {
    if constexpr (nothing)
      use();
    else if constexpr (reference)
      value.emplace(&use());
    else
      value.emplace(use());
  };
  auto on_cancel = [&] { release_by(release, policy, nullptr); };
  std::exception_ptr failure = catch_all(body, on_cancel);
  if (failure || !only_on_error) {
    auto cleanup = [&] { release_by(release, policy, failure); };
    auto nothing_more = [] {};
    // Not an argument of outranking(): the release wants `failure`, and arguments are evaluated in any order.
    std::exception_ptr second = catch_all(cleanup, nothing_more);
    failure = outranking(std::move(failure), std::move(second));
  }
  if (failure) std::rethrow_exception(std::move(failure));
  if constexpr (reference)
    return std::ref(**value);
  else if constexpr (!nothing)
    return std::move(*value);
}

template <class Acquire, class Release, class Use>
auto bracket_in(Acquire&& acquire, Release&& release, Use&& use, release_policy policy, bool only_on_error,
                const char* file, int line) {
  return run_masked(
      masking_state::masked,
      [&](restore_function restore) {
        if constexpr (std::is_void_v<std::invoke_result_t<Acquire&>>) {
          std::invoke(acquire);
          return use_then_release(
              [&]() -> decltype(auto) { return restore([&]() -> decltype(auto) { return std::invoke(use); }); },
              [&] { std::invoke(release); }, policy, only_on_error);
        } else {
          auto resource = std::invoke(acquire);
          return use_then_release(
              [&]() -> decltype(auto) {
                return restore([&]() -> decltype(auto) { return std::invoke(use, resource); });
              },
              [&] { std::invoke(release, resource); }, policy, only_on_error);
        }
      },
      {file, line});
}

}  // namespace detail

/// Runs `acquire()` masked, `use(resource)` in the state found, and `release(resource)` masked, exactly once however
/// the use ends. If `acquire` throws there is nothing to release. `acquire` may return void; the others then take
/// nothing. \return what `use` returns.
/// \throws what `use` or `release` throws; of two, the interrupt, or else that of `use`. (GHC: `bracket`.)
template <class Acquire, class Release, class Use>
auto bracket(Acquire&& acquire, Release&& release, Use&& use, release_policy policy = release_policy::interruptible,
             const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  return detail::bracket_in(acquire, release, use, policy, false, file, line);
}

/// As `bracket`, but releases only if `use` throws. (GHC: `bracketOnError`.)
template <class Acquire, class Release, class Use>
auto bracket_on_error(Acquire&& acquire, Release&& release, Use&& use,
                      release_policy policy = release_policy::interruptible, const char* file = __builtin_FILE(),
                      int line = __builtin_LINE()) {
  return detail::bracket_in(acquire, release, use, policy, true, file, line);
}

/// Runs `body()` and then, masked, `cleanup()`, however the body ends. (GHC: `finally`.)
template <class Body, class Cleanup>
auto finally(Body&& body, Cleanup&& cleanup, release_policy policy = release_policy::interruptible,
             const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  return detail::bracket_in([] {}, cleanup, body, policy, false, file, line);
}

/// Runs `body()`; if it throws, runs `handler()` masked and throws on. (GHC: `onException`.)
template <class Body, class Handler>
auto on_exception(Body&& body, Handler&& handler, release_policy policy = release_policy::interruptible,
                  const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  return detail::bracket_in([] {}, handler, body, policy, true, file, line);
}

}  // namespace asyncsafe::inline v0
