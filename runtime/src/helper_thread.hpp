// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One background thread, started when first needed: it sends wake-ups again that were not answered, fires
// deadlines, ends grace periods of blocked releases, and consults the watchdog.
#pragma once

#include "thread_record.hpp"

namespace asyncsafe::inline v0::detail {
/// An interrupt was posted to this blocked thread, or it is blocked in a grace period: look after it.
void look_after(thread_record& record) noexcept;
/// The same if there is a helper thread: async-signal-safe.
void look_after_if_helped(thread_record& record) noexcept;
/// All threads: the watchdog has been set.
void look_after_all() noexcept;
void start_helper_thread() noexcept;
/// A timer is due earlier than all others.
void ring_helper_thread() noexcept;
/// wake_announced(), and again until it is answered.
void wake_and_look_after(thread_record& record, const wake_target& target) noexcept;
/// How many times it has looked at a thread, since the process began.
std::uint64_t looks_of_helper_thread() noexcept;
/// Wakes `record`'s owner, with `fresh` set, at that time, if it still is in a system call.
void wake_at(thread_record& record, steady_time at) noexcept;
}  // namespace asyncsafe::inline v0::detail
