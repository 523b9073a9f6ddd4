// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One interruptible system call: the loop around the stub that decides what an interruption means.
#pragma once

#include "delivery.hpp"
#include "sanitizer_hooks.hpp"
#include "stub.hpp"
#include "wake.hpp"

#include <optional>
#include <system_error>

namespace asyncsafe::inline v0::detail {

/// What an attempt without blocking returns instead of a result when the call would block.
inline constexpr long would_block = -4097;

struct system_call {
  const char* name;
  long number;
  long arguments[6]{};
  /// Tries without blocking: the kernel's result, -errno, or would_block. Null: it always would.
  long (*attempt)(const system_call&) = nullptr;
  /// What the ppoll fallback waits for; -1: nothing can be polled for, so it attempts again and again.
  int fd = -1;
  short events = 0;
  /// For calls with a timeout: writes what is left of it into the arguments, before each try.
  std::optional<steady_time> deadline{};
  void (*refresh)(system_call&) = nullptr;
};

struct call_outcome {
  long result = 0;               // or -errno
  std::exception_ptr interrupt;  // if set, nothing has happened
  bool begun = false;            // the kernel may have started the call before it was interrupted
};

/// Makes the call. An interrupt that may be delivered has been taken when it is returned.
call_outcome perform(system_call& call, how_delivered how);

/// perform(), with failures and interrupts thrown or put into `*error`. \return the result, or -1.
long run(system_call& call, std::error_code* error);
/// The second half of run().
long conclude(const char* name, call_outcome outcome, std::error_code* error);

/// The call as it is, whatever is pending. Returns -errno on failure.
long plain_call(const system_call& call) noexcept;

}  // namespace asyncsafe::detail
