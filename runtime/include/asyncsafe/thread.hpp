// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A joining thread that can be interrupted from its first instruction on.
#pragma once

#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/mask.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <system_error>
#include <tuple>
#include <type_traits>
#include <utility>

namespace asyncsafe::inline v0 {

/// How a thread is made.
struct thread_attributes {
  std::string name;            ///< as debuggers and `ps -L` show it; Linux keeps 15 bytes
  std::size_t stack_size = 0;  ///< in bytes, rounded up to what the system can do; 0 is the system's default
};

namespace detail {
struct thread_start;
using thread_body = std::function<void()>;
struct ASYNCSAFE_API thread_start_deleter {
  void operator()(thread_start*) const noexcept;
};
ASYNCSAFE_API std::shared_ptr<thread_start> start_thread(thread_body body, std::stop_source stop,
                                                         const thread_attributes& attributes);
ASYNCSAFE_API scope_token token_of(const std::shared_ptr<thread_start>&) noexcept;
ASYNCSAFE_API bool join_thread(std::shared_ptr<thread_start>&, std::error_code* error);
ASYNCSAFE_API void finish_thread(std::shared_ptr<thread_start>&) noexcept;
}  // namespace detail

/// Hands a new thread an absolute unmask, whatever state it inherited.
struct unmask_function {
  template <class G>
  decltype(auto) operator()(G&& g, const char* file = __builtin_FILE(), int line = __builtin_LINE()) const {
    return detail::run_in_state(masking_state::unmasked, std::forward<G>(g), {file, line});
  }
};

/// As `std::jthread`, and: inherits the masking state of its creator; can be sent exceptions; its body may let
/// an `interrupted` escape, which simply ends it. Any other exception that escapes is rethrown by `join()`;
/// if nobody joins, the destructor terminates with one line.
class [[nodiscard]] ASYNCSAFE_API thread {
 public:
  thread() noexcept = default;

  /// Starts a thread that runs `f(args...)`, or `f(std::stop_token, args...)` if it can be called so.
  /// The body runs in a stop scope of that token.
  template <class F, class... Args>
    requires(!std::is_same_v<std::remove_cvref_t<F>, thread> &&
             !std::is_same_v<std::remove_cvref_t<F>, thread_attributes>)
  [[nodiscard]] explicit thread(F&& f, Args&&... args)
      : thread(thread_attributes(), std::forward<F>(f), std::forward<Args>(args)...) {}

  /// The same, with a name and a size of stack.
  template <class F, class... Args>
  [[nodiscard]] explicit thread(const thread_attributes& attributes, F&& f, Args&&... args) {
    auto call = [f = std::decay_t<F>(std::forward<F>(f)), token = stop_.get_token(),
                 args = std::tuple<std::decay_t<Args>...>(std::forward<Args>(args)...)]() mutable {
      std::apply(
          [&](auto&... unpacked) {
            if constexpr (std::is_invocable_v<std::decay_t<F>&, std::stop_token, std::decay_t<Args>...>)
              std::invoke(f, token, std::move(unpacked)...);
            else
              std::invoke(f, std::move(unpacked)...);
          },
          args);
    };
    // std::function wants a copyable target; the body may well own something that is not.
    auto shared = std::make_shared<decltype(call)>(std::move(call));
    start_ = detail::start_thread([shared] { (*shared)(); }, stop_, attributes);
  }

  template <class F, class... Args>
  static thread spawn(F&& f, Args&&... args) {
    return thread(std::forward<F>(f), std::forward<Args>(args)...);
  }

  /// Runs `f(unmask)` in the new thread: `unmask(g)` runs `g` unmasked. Spawn under `mask` and no interrupt
  /// can arrive before the new thread is ready for it. (GHC: `forkIOWithUnmask`.)
  template <class F>
  static thread spawn_with_unmask(F&& f) {
    return thread([f = std::decay_t<F>(std::forward<F>(f))]() mutable { std::invoke(f, unmask_function{}); });
  }

  thread(thread&& other) noexcept = default;
  thread& operator=(thread&& other) noexcept {
    if (this != &other) {
      finish();
      start_ = std::move(other.start_);
      stop_ = std::move(other.stop_);
    }
    return *this;
  }
  /// Requests a stop and waits, uninterruptibly, as `std::jthread` does.
  ~thread() { finish(); }

  [[nodiscard]] bool joinable() const noexcept { return start_ != nullptr; }
  /// The scope that is the thread's whole life; `target_gone` once it has ended.
  [[nodiscard]] scope_token token() const noexcept { return start_ ? detail::token_of(start_) : scope_token(); }
  /// Waits (interruptibly) for the end of the thread. If interrupted, the thread goes on and stays joinable.
  /// \throws a pending interrupt; an exception other than `interrupted` that escaped the thread's body;
  /// std::system_error(invalid_argument) if not joinable.
  void join() { detail::join_thread(start_, nullptr); }
  /// \return whether it is joined; if not, `error` says why: std::errc::operation_canceled for an interrupt.
  /// \throws only an exception that escaped the thread's body.
  bool join(std::error_code& error) { return detail::join_thread(start_, &error); }
  [[nodiscard]] std::stop_source get_stop_source() const noexcept { return stop_; }
  [[nodiscard]] std::stop_token get_stop_token() const noexcept { return stop_.get_token(); }
  bool request_stop() noexcept { return stop_.request_stop(); }

 private:
  void finish() noexcept {
    if (!start_) return;
    stop_.request_stop();
    detail::finish_thread(start_);
  }

  std::stop_source stop_;
  std::shared_ptr<detail::thread_start> start_;
};

}  // namespace asyncsafe::inline v0
