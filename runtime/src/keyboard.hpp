// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The state of Ctrl-C between its signal handler and its delivery.
#pragma once

#include "thread_record.hpp"

namespace asyncsafe::inline v0::detail {
/// Consumes one Ctrl-C for the calling thread. \return the exception to deliver and the scope it belongs to;
/// a null exception if there is none.
struct claimed_keyboard {
  std::exception_ptr exception;
  std::uint64_t scope = 0;
};
claimed_keyboard claim_keyboard() noexcept;
/// Whether a second Ctrl-C arrived for a cleanup that takes one.
bool keyboard_escalated() noexcept;
/// A cleanup that can take a second Ctrl-C begins or ends on this thread.
void cleanup_takes_second(bool yes) noexcept;
/// In a fork's child.
void forget_keyboard() noexcept;
}  // namespace asyncsafe::detail
