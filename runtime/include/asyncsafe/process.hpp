// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Running a program and waiting for its end, which can be interrupted.
#pragma once

#include <asyncsafe/detail/export.hpp>
#include <asyncsafe/interrupt.hpp>

#include <chrono>
#include <csignal>
#include <optional>
#include <string>
#include <sys/types.h>
#include <system_error>
#include <utility>
#include <vector>

namespace asyncsafe::inline v0 {

/// How a program is run.
struct process_options {
  int input =
      0;  ///< its standard input, output and error: descriptors of ours; one of these that is closed here stays closed
  int output = 1;
  int error = 2;
  std::string directory;                                ///< where it starts; empty: here
  std::optional<std::vector<std::string>> environment;  ///< "NAME=value"; none: ours
};

/// How it ended.
struct process_status {
  int code = 0;    ///< its exit status, if no signal killed it
  int signal = 0;  ///< what killed it, or 0
  [[nodiscard]] bool success() const noexcept { return code == 0 && signal == 0; }
};

/// A running program. Its end is waited for once at most in the kernel, so the id stays its own until wait() has returned.
/// If nobody has waited when the object ends (an interrupt unwinds, say) the program is killed, and waited for.
class [[nodiscard]] ASYNCSAFE_API process {
 public:
  /// Runs `arguments[0]`, which is looked for in PATH. The program gets this thread's signal mask, and default actions where we
  /// have handlers. There is no delivery point between its start and the object.
  /// \throws std::system_error if it cannot be run; std::invalid_argument without arguments.
  [[nodiscard]] explicit process(const std::vector<std::string>& arguments, const process_options& options = {});
  /// As that, where `error` says why it cannot be run. Then id() is 0.
  [[nodiscard]] process(const std::vector<std::string>& arguments, const process_options& options,
                        std::error_code& error);
  process(process&& other) noexcept : id_(std::exchange(other.id_, 0)), status_(other.status_) {}
  process& operator=(process&& other) noexcept;
  /// Kills the program if it has not been waited for.
  ~process();

  [[nodiscard]] pid_t id() const noexcept { return id_; }
  /// Waits (interruptibly) for its end. Total: interrupted, the program runs on. May be called again.
  /// \throws a pending interrupt; std::system_error if somebody else has waited for the program.
  process_status wait();
  /// \return none, if `error` says why.
  std::optional<process_status> wait(std::error_code& error);
  /// \return none after `timeout`. \throws as wait().
  template <class Rep, class Period>
  [[nodiscard]] std::optional<process_status> wait_for(const std::chrono::duration<Rep, Period>& timeout) {
    return wait_until_steady(detail::deadline_after(timeout), nullptr);
  }
  /// \return none after `timeout`, and then `error` is clear; or if `error` says why.
  template <class Rep, class Period>
  [[nodiscard]] std::optional<process_status> wait_for(const std::chrono::duration<Rep, Period>& timeout,
                                                       std::error_code& error) {
    return wait_until_steady(detail::deadline_after(timeout), &error);
  }
  /// \return its status, if it has ended. Does not wait, and is no delivery point.
  /// \throws std::system_error if somebody else has waited for it.
  [[nodiscard]] std::optional<process_status> poll();
  /// Sends it a signal, unless it has ended. \throws std::system_error.
  void send_signal(int number);

 private:
  std::optional<process_status> wait_until_steady(detail::steady_time deadline, std::error_code* error);
  std::optional<process_status> look(std::error_code* error);
  std::optional<process_status> reap(std::error_code* error);
  void note(const siginfo_t& info) noexcept;
  void end() noexcept;
  pid_t id_ = 0;  // 0: moved from
  std::optional<process_status> status_;
};

}  // namespace asyncsafe::inline v0
