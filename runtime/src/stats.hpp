// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Counting what was deferred, and how long interrupts waited.
#pragma once

#include "thread_record.hpp"

namespace asyncsafe::inline v0::detail {
void count_deferral() noexcept;
void note_held_by_mask(thread_record&) noexcept;
/// The record's lock is held.
void note_delivered(thread_record&) noexcept;
/// Tells the watchdog callback about an interrupt that has waited too long. \return when to look again; 0: not at all.
std::int64_t consult_watchdog(thread_record&, std::int64_t now) noexcept;
bool watchdog_is_set() noexcept;
}  // namespace asyncsafe::detail
