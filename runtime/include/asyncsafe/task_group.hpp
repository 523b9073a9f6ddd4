// Threads that do not outlive a scope. (Trio's nursery.)
#pragma once

#include <asyncsafe/thread.hpp>

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace asyncsafe {

/// All errors of a task group's children, in the order in which they happened.
class ASYNCSAFE_API exception_group : public std::exception {
 public:
  explicit exception_group(std::vector<std::exception_ptr> errors);
  ~exception_group() override;
  const char* what() const noexcept override;
  const std::vector<std::exception_ptr>& exceptions() const noexcept { return *errors_; }

 private:
  std::shared_ptr<const std::vector<std::exception_ptr>> errors_;
  std::shared_ptr<const std::string> text_;
};

/// No child outlives the group. One child's failure cancels the others; the group waits for all of them, and all
/// errors come out as one exception_group. Cancelling is level-triggered: each child runs in a stop_scope, and the
/// `stop_requested` by which it then ends is not a failure. Children may spawn into the group.
class [[nodiscard]] ASYNCSAFE_API task_group {
 public:
  task_group();
  task_group(const task_group&) = delete;
  task_group& operator=(const task_group&) = delete;
  /// As `join()`; if the stack unwinds, cancels, waits, and keeps the errors as `suppressed_error()`.
  ~task_group() noexcept(false);

  /// Starts `f()` in a thread of its own. Into a cancelled group it still starts, and is interrupted at its first
  /// delivery point. \return the child's scope, to send interrupts to. \throws std::system_error without resources.
  template <class F>
  scope_token spawn(F&& f) {
    auto shared = std::make_shared<std::decay_t<F>>(std::forward<F>(f));
    return spawn_body([shared] { (*shared)(); });
  }
  /// Asks every child, present and future, to stop.
  void cancel() noexcept;
  bool cancelled() const noexcept;
  /// Waits for all children. Interrupted, it cancels them, waits for them, and then throws the interrupt, with their
  /// errors attached. \throws exception_group if a child failed; a pending interrupt.
  void join();

 private:
  struct state;
  scope_token spawn_body(std::function<void()> body);
  std::shared_ptr<state> state_;
};

}  // namespace asyncsafe
