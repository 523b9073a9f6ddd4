// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A fixed number of threads for any number of tasks, each of which can be cancelled by itself.
#pragma once

#include <cxxabi.h>

#include <asyncsafe/bracket.hpp>
#include <asyncsafe/channel.hpp>
#include <asyncsafe/stop.hpp>
#include <asyncsafe/task_group.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <type_traits>
#include <utility>

namespace asyncsafe::inline v0 {

namespace detail {

template <class R>
struct task_result {
  latch ended{1};
  std::stop_source stop;
  std::exception_ptr error;
  std::conditional_t<std::is_void_v<R>, std::optional<bool>, std::optional<R>> value;

  template <class F>
  void run(F& f) {
    try {
      stop_scope scope(stop.get_token());
      checkpoint();  // it may have been cancelled while it waited for its turn
      if constexpr (std::is_void_v<R>) {
        f();
        value = true;
      } else {
        value.emplace(f());
      }
    } catch (const abi::__forced_unwind&) {
      throw;
    } catch (const level_stop& end) {
      // A plain one: whoever asks must not take it for the end of a scope of its own.
      error = std::make_exception_ptr(stop_requested(end));
    } catch (...) {
      error = std::current_exception();
    }
  }
};

/// A task that waits in the queue. If it goes without having run, it ends as cancelled.
template <class R, class F>
struct queued_task {
  queued_task(F body, std::shared_ptr<task_result<R>> into) : f(std::move(body)), result(std::move(into)) {}
  queued_task(const queued_task&) = delete;
  queued_task& operator=(const queued_task&) = delete;
  ~queued_task() {
    if (!result->value && !result->error) result->error = std::make_exception_ptr(stop_requested());
    result->ended.count_down();
  }
  F f;
  std::shared_ptr<task_result<R>> result;
};

}  // namespace detail

/// One task of a pool. Copies are the same task. Dropping it lets the task go on.
template <class R>
class pool_task {
 public:
  pool_task() noexcept = default;
  /// Whether it is a task. Ask nothing else of one that is none.
  [[nodiscard]] bool valid() const noexcept { return result_ != nullptr; }
  /// Asks the task to stop: it ends at its next delivery point, or does not begin. \return false if it was asked
  /// before.
  bool cancel() const noexcept { return result_->stop.request_stop(); }
  [[nodiscard]] bool ended() const noexcept { return result_->ended.try_wait(); }
  /// Waits (interruptibly) for its end. \throws a pending interrupt; the task goes on.
  void wait() const { result_->ended.wait(); }
  [[nodiscard]] bool wait(std::error_code& error) const { return result_->ended.wait(error); }
  /// \return whether it has ended. \throws a pending interrupt.
  template <class Rep, class Period>
  [[nodiscard]] bool wait_for(const std::chrono::duration<Rep, Period>& timeout) const {
    return result_->ended.wait_for(timeout);
  }
  template <class Rep, class Period>
  [[nodiscard]] bool wait_for(const std::chrono::duration<Rep, Period>& timeout, std::error_code& error) const {
    return result_->ended.wait_for(timeout, error);
  }
  /// Waits, and gives its result, once. \throws what it threw (`stop_requested` if it was cancelled); a pending
  /// interrupt.
  R get() const {
    wait();
    return take();
  }
  /// \return none (of `void`: false) if an interrupt was reported in `error`; the task goes on. \throws what it threw.
  [[nodiscard]] detail::unless_interrupted<R> get(std::error_code& error) const {
    if (!wait(error)) return {};
    if constexpr (std::is_void_v<R>) {
      take();
      return true;
    } else {
      return take();
    }
  }

 private:
  friend class worker_pool;
  R take() const {
    if (result_->error) std::rethrow_exception(result_->error);
    if constexpr (!std::is_void_v<R>) return *std::move(result_->value);
  }
  explicit pool_task(std::shared_ptr<detail::task_result<R>> result) noexcept : result_(std::move(result)) {}
  std::shared_ptr<detail::task_result<R>> result_;
};

/// Tasks run in the order in which they were submitted, as many at a time as there are workers. No task outlives the
/// pool. An error of a task is its pool_task's.
class [[nodiscard]] worker_pool {
  template <class F>
  using task_of = pool_task<std::invoke_result_t<std::decay_t<F>&>>;

 public:
  /// \param workers threads, at least one. \param room tasks that wait at most, at least one; then submit() waits.
  /// \throws std::system_error, std::invalid_argument.
  [[nodiscard]] explicit worker_pool(std::size_t workers, std::size_t room = 64,
                                     const thread_attributes& attributes = {})
      : tasks_(room) {
    if (workers == 0) throw std::invalid_argument("asyncsafe::worker_pool: no workers");
    for (std::size_t i = 0; i < workers; ++i)
      workers_.spawn(attributes, [this] {
        while (auto task = tasks_.receive()) (*task)();
      });
  }
  worker_pool(const worker_pool&) = delete;
  worker_pool& operator=(const worker_pool&) = delete;
  /// As join(); if the stack unwinds, cancels and waits.
  ~worker_pool() noexcept(false) {
    if (detail::stack_unwinds()) {
      cancel();
    } else {
      join();
    }
  }

  /// Waits (interruptibly) for room. \throws a pending interrupt, and then nothing was submitted; std::logic_error
  /// after join() or cancel().
  template <class F>
  [[nodiscard]] task_of<F> submit(F&& f) {
    task_of<F> task;
    if (!tasks_.send(queued(std::forward<F>(f), task)))
      throw std::logic_error("asyncsafe::worker_pool: submitted after its end");
    return task;
  }
  /// \return a task that is valid(), if it was submitted; else `error` says why: std::errc::operation_canceled for an
  /// interrupt, std::errc::broken_pipe after join() or cancel().
  template <class F>
  [[nodiscard]] task_of<F> submit(F&& f, std::error_code& error) {
    task_of<F> task;
    return tasks_.send(queued(std::forward<F>(f), task), error) ? task : task_of<F>();
  }
  /// submit(), for a task whose end and errors nobody asks about.
  template <class F>
  void post(F&& f) {
    static_cast<void>(submit(std::forward<F>(f)));
  }
  /// \return whether it was submitted.
  template <class F>
  bool post(F&& f, std::error_code& error) {
    return submit(std::forward<F>(f), error).valid();
  }

  /// Cancels all tasks, and takes no more.
  void cancel() noexcept {
    tasks_.close();
    workers_.cancel();
    drop_queued();
  }
  /// Takes no more tasks, and waits for those it has. Interrupted, it cancels them, waits, and throws the interrupt.
  void join() {
    join_by([&] { workers_.join(); });
  }
  /// \return false if an interrupt was reported in `error`: then the tasks were cancelled for it.
  bool join(std::error_code& error) {
    bool uninterrupted = false;
    join_by([&] { uninterrupted = workers_.join(error); });
    return uninterrupted;
  }

 private:
  // Masked, so that the interrupt arrives where the group waits and not before: only there does it cancel the tasks.
  template <class Wait>
  void join_by(Wait&& wait) {
    tasks_.close();
    mask([&] { finally(wait, [&] { drop_queued(); }); });
  }

  // What a worker calls for it, in the queue.
  template <class F>
  static std::function<void()> queued(F&& f, task_of<F>& task) {
    using result = std::invoke_result_t<std::decay_t<F>&>;
    auto shared = std::make_shared<detail::task_result<result>>();
    auto waiting = std::make_shared<detail::queued_task<result, std::decay_t<F>>>(std::forward<F>(f), shared);
    task = task_of<F>(std::move(shared));
    return [waiting] { waiting->result->run(waiting->f); };
  }

  // Each ends as cancelled. What a task owns may pass delivery points as it ends, and nothing can be thrown here.
  void drop_queued() noexcept {
    const detail::frame_scope whole(detail::mask_frame::at_least{masking_state::uninterruptible},
                                    {__builtin_FILE(), __builtin_LINE()});
    while (tasks_.try_receive()) {
    }
  }

  channel<std::function<void()>> tasks_;
  task_group workers_;  // after what its children use
};

}  // namespace asyncsafe::inline v0
