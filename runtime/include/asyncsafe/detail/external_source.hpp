// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Interrupts that another runtime (an interpreter) keeps behind its own signal handlers.
#pragma once

#include <asyncsafe/detail/export.hpp>

#include <exception>
#include <memory>

namespace asyncsafe::inline v0::detail {

/// While it lives, every signal that has the same handler as SIGINT tells this thread to `poll` at its next delivery
/// point, after that handler has run. What `poll(argument)` returns is delivered as a keyboard interrupt is.
class ASYNCSAFE_API external_source {
 public:
  external_source(std::exception_ptr (*poll)(void*), void* argument);
  ~external_source();
  external_source(const external_source&) = delete;
  external_source& operator=(const external_source&) = delete;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace asyncsafe::detail
