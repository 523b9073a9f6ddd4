// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Something that happens at a time, unless it is disarmed before.
#pragma once

#include <asyncsafe/detail/export.hpp>
#include <asyncsafe/interrupt.hpp>
#include <cstddef>

namespace asyncsafe::inline v0::detail {

/// Stays where it is while it is armed. `fire` runs on another thread, with the timers locked; disarm() waits
/// for it.
struct timer {
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  void (*fire)(timer&) noexcept = nullptr;
  thread_record* owner = nullptr;
  steady_time at = steady_time::max();
  std::size_t index = nowhere;  // in the heap
};

/// Fires `t` at `at`; at once, if that is past. Armed already, it is armed anew. \throws std::bad_alloc.
void arm(timer& t, steady_time at);
void disarm(timer& t) noexcept;

}  // namespace asyncsafe::detail
