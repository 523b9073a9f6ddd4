// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the library does to the whole process, and how to do without.
#pragma once

#include <asyncsafe/detail/export.hpp>

namespace asyncsafe::inline v0 {

/// What the library may take for itself, process-wide. What each costs to do without is in docs/runtime/process-wide.md.
struct process_wide {
  /// A real-time signal that wakes threads blocked in system calls. Without: `ppoll` beside an `eventfd`.
  bool interrupt_signal = true;
  /// A thread that fires deadlines and sends wake-ups again. Without: deadlines are refused.
  bool helper_thread = true;
  /// A terminate handler while a keyboard_interrupt_scope is open, so that a process that dies of a Ctrl-C nobody caught
  /// dies by SIGINT. Without: by SIGABRT.
  bool terminate_handler = true;
};

/// Call it before everything else of the library, in `main` or in a constructor.
/// \throws std::system_error(EBUSY) if something that is to be done without is in use already; then nothing has changed.
ASYNCSAFE_API void configure(const process_wide& wanted);

/// What is in force.
[[nodiscard]] ASYNCSAFE_API process_wide configuration() noexcept;

}  // namespace asyncsafe::inline v0
