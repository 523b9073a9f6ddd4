// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Levels of a thread: stop scopes and cancel scopes, innermost first.
#pragma once

#include "die.hpp"
#include "settle.hpp"
#include "thread_record.hpp"

namespace asyncsafe::inline v0::detail {
void enter_level(thread_record& self, level& scope) noexcept;
/// Terminates with one line if it is not the innermost one of this thread.
void leave_level(const level& scope) noexcept;
/// Tells the thread that one of its levels is wanted now, and wakes it. From any thread, also in a signal handler.
void announce_level(const scope_token& owner) noexcept;
/// The same, by who holds the lock of the timers, and is in no handler.
void announce_level_of_timer(const scope_token& owner) noexcept;
}  // namespace asyncsafe::detail
