// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Interrupts seen by code that the runtime does not wake: an event loop that watches descriptors, a library that asks a
// std::stop_token. Neither delivers anything; that is done at a delivery point behind them.
#pragma once

#include <asyncsafe/detail/export.hpp>

#include <stop_token>
#include <system_error>
#include <thread>

namespace asyncsafe::inline v0 {

namespace detail {
struct thread_record;
struct watch_node;
}  // namespace detail

/// While it lives, a descriptor that becomes readable when an interrupt arrives for this thread, or is pending already: for
/// `poll` beside others, and for the loops of GLib, libuv and Asio. It may become readable for no reason, and a mask does not
/// hold it back. Ends on its own thread; anything else terminates with one line.
class [[nodiscard]] ASYNCSAFE_API interrupt_watch {
 public:
  /// \throws std::system_error without descriptors.
  [[nodiscard]] interrupt_watch();
  ~interrupt_watch();
  interrupt_watch(const interrupt_watch&) = delete;
  interrupt_watch& operator=(const interrupt_watch&) = delete;

  /// To be watched for reading only.
  [[nodiscard]] int fd() const noexcept;
  /// Makes it unreadable until the next interrupt arrives. Call it, and then look: checkpoint(), allow_interrupt().
  void clear() noexcept;
  /// Whether an interrupt is pending that `allow_interrupt()` would deliver. It may still have to defer it.
  [[nodiscard]] bool deliverable() const noexcept;

 private:
  detail::thread_record* record_;
  detail::watch_node* node_;
};

/// While it lives, its token is asked to stop as soon as an interrupt arrives for this thread, or is pending already,
/// masked or not. For what takes a token and no interrupt: std::condition_variable_any, say. The interrupt stays pending: look
/// for it behind the wait. A token is a level, so one source serves for one interrupt. Costs a thread, on which the
/// stop callbacks run.
class [[nodiscard]] ASYNCSAFE_API interrupt_stop_source {
 public:
  /// \throws std::system_error without descriptors or threads.
  [[nodiscard]] interrupt_stop_source();
  /// Waits for a stop callback that runs.
  ~interrupt_stop_source();
  interrupt_stop_source(const interrupt_stop_source&) = delete;
  interrupt_stop_source& operator=(const interrupt_stop_source&) = delete;

  [[nodiscard]] std::stop_token get_token() const noexcept { return stop_.get_token(); }
  [[nodiscard]] bool stop_requested() const noexcept { return stop_.stop_requested(); }

 private:
  interrupt_watch watch_;
  std::stop_source stop_;
  int end_ = -1;
  int process_ = 0;  // a fork's child has no such thread
  std::thread watcher_;
};

}  // namespace asyncsafe::inline v0
