// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Deadlines of scopes, kept in one heap. The helper thread fires them; under a fake clock, whoever moves it.
#pragma once

#include <asyncsafe/detail/timer.hpp>

namespace asyncsafe::inline v0::detail {

/// Fires what is due. \return when the next one is; max if there is none, or if only a fake clock would reach
/// it.
steady_time fire_due_timers() noexcept;
/// The clock is another one now.
void reconsider_timers() noexcept;

// For fork: the child keeps the timers of its one thread, and starts its helper thread when that next passes
// a delivery point, since a child that goes on to exec wants none.
void lock_timers() noexcept;
void unlock_timers() noexcept;
void keep_timers_of_this_thread() noexcept;
void revive_timers() noexcept;

}  // namespace asyncsafe::detail
