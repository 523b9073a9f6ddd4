// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads that do not outlive a scope. (Trio's nursery.)
#pragma once

#include <asyncsafe/thread.hpp>

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

namespace asyncsafe::inline v0 {

/// All errors of a task group's children, in the order in which they happened.
class ASYNCSAFE_API exception_group : public std::exception {
 public:
  explicit exception_group(std::vector<std::exception_ptr> errors);
  ~exception_group() override;
  [[nodiscard]] const char* what() const noexcept override;
  [[nodiscard]] const std::vector<std::exception_ptr>& exceptions() const noexcept { return *errors_; }

 private:
  std::shared_ptr<const std::vector<std::exception_ptr>> errors_;
  std::shared_ptr<const std::string> text_;
};

namespace detail {

/// Whether the stack unwinds: by an exception, or because pthread_cancel or pthread_exit ends the thread.
[[nodiscard]] ASYNCSAFE_API bool stack_unwinds() noexcept;

/// What a form with an error code returns in place of a T. Of `void`: whether it was not interrupted.
template <class T>
using unless_interrupted = std::conditional_t<std::is_void_v<T>, bool, std::optional<T>>;

/// How far a child that is being started has come, and how its starter learns of it.
class ASYNCSAFE_API starting {
 public:
  starting();
  ~starting();
  starting(const starting&) = delete;
  starting& operator=(const starting&) = delete;
  /// The starter: until the child has started or ended. \throws what ended it before; a pending interrupt.
  void wait();
  /// \return false if an interrupt was reported in `error`.
  bool wait(std::error_code& error);
  /// The child: around its body.
  void run(const std::function<void()>& body);

 protected:
  void set_started();

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace detail

/// What a child that task_group::start() starts says of itself.
template <class T>
class task_status : public detail::starting {
 public:
  /// Once; from then on the child is one of the group's. \throws std::logic_error the second time.
  void started(T value) {
    value_.emplace(std::move(value));
    set_started();
  }
  T take() { return *std::move(value_); }

 private:
  std::optional<T> value_;
};
template <>
class task_status<void> : public detail::starting {
 public:
  void started() { set_started(); }
  void take() {}
};

/// No child outlives the group. One child's failure cancels the others; the group waits for all of them, and all
/// errors come out as one exception_group. Cancelling is level-triggered: each child runs in a stop_scope, and the
/// `stop_requested` by which it then ends is not a failure, but an error that a release attached to it is. Children may
/// spawn into the group.
class [[nodiscard]] ASYNCSAFE_API task_group {
 public:
  [[nodiscard]] task_group();
  task_group(const task_group&) = delete;
  task_group& operator=(const task_group&) = delete;
  /// As `join()`; if the stack unwinds, cancels, waits, and keeps the errors as `suppressed_error()`.
  ~task_group() noexcept(false);

  /// Starts `f()` in a thread of its own. Into a cancelled group it still starts, and is interrupted at its first
  /// delivery point. \return the child's scope, to send interrupts to. \throws std::system_error without resources.
  template <class F>
  scope_token spawn(F&& f) {
    return spawn(thread_attributes(), std::forward<F>(f));
  }
  /// The same, with a name and a size of stack.
  template <class F>
  scope_token spawn(const thread_attributes& attributes, F&& f) {
    auto shared = std::make_shared<std::decay_t<F>>(std::forward<F>(f));
    return spawn_body([shared] { (*shared)(); }, attributes);
  }
  /// Starts `f(task_status<T>&)` and returns what it passes to `started()`: until then the child is being started, and an
  /// error of its is thrown here and does not fail the group. Interrupted, it cancels the child and waits for it.
  /// \throws what `f` throws before it has started; std::logic_error if it returns before; a pending interrupt.
  /// (Trio: nursery.start.)
  template <class T = void, class F>
  T start(F&& f) {
    return start<T>(thread_attributes(), std::forward<F>(f));
  }
  template <class T = void, class F>
  T start(const thread_attributes& attributes, F&& f) {
    const auto status = spawn_starting<T>(attributes, std::forward<F>(f));
    status->wait();
    return status->take();
  }
  /// \return none (of `void`: false) if an interrupt was reported in `error`, and the child was cancelled for it.
  /// \throws what `f` throws before it has started; std::logic_error if it returns before.
  template <class T = void, class F>
  [[nodiscard]] detail::unless_interrupted<T> start(F&& f, std::error_code& error) {
    return start<T>(thread_attributes(), std::forward<F>(f), error);
  }
  template <class T = void, class F>
  [[nodiscard]] detail::unless_interrupted<T> start(const thread_attributes& attributes, F&& f,
                                                    std::error_code& error) {
    const auto status = spawn_starting<T>(attributes, std::forward<F>(f));
    if (!status->wait(error)) return {};
    if constexpr (std::is_void_v<T>) {
      return true;
    } else {
      return status->take();
    }
  }
  /// Asks every child, present and future, to stop.
  void cancel() noexcept;
  [[nodiscard]] bool cancelled() const noexcept;
  /// Waits for all children. Interrupted, it cancels them, waits for them, and then throws the interrupt, with their
  /// errors attached. \throws exception_group if a child failed; a pending interrupt.
  void join();
  /// \return false if an interrupt was reported in `error`: then the children were cancelled for it, all have ended, and
  /// their errors are attached to `last_interrupt()`. \throws exception_group if a child failed and nothing interrupted.
  bool join(std::error_code& error);

 private:
  struct state;
  template <class T, class F>
  std::shared_ptr<task_status<T>> spawn_starting(const thread_attributes& attributes, F&& f) {
    auto status = std::make_shared<task_status<T>>();
    auto shared = std::make_shared<std::decay_t<F>>(std::forward<F>(f));
    spawn_body([shared, status] { status->run([&] { (*shared)(*status); }); }, attributes);
    return status;
  }
  bool join_either(std::error_code* error);
  scope_token spawn_body(std::function<void()> body, const thread_attributes& attributes);
  std::shared_ptr<state> state_;
};

}  // namespace asyncsafe::inline v0
