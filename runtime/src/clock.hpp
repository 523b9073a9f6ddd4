// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The runtime's clock: steady, or the one that a test moves by hand.
#pragma once

#include <asyncsafe/interrupt.hpp>

#include <ctime>

namespace asyncsafe::inline v0::detail {

/// Whether `testing::fake_clock` is in force: then no deadline ends by itself.
bool clock_is_fake() noexcept;
/// Whether a fake clock is set; start_fake_clock returns false if one is already.
bool start_fake_clock(steady_time at) noexcept;
void stop_fake_clock() noexcept;
void move_fake_clock(steady_time::duration by) noexcept;
/// As CLOCK_MONOTONIC has it.
timespec as_timespec(steady_time t) noexcept;

}  // namespace asyncsafe::detail
