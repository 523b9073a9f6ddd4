// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How interrupts fare in this process, and a callback for one that waits too long.
#pragma once

#include <asyncsafe/interrupt.hpp>

#include <chrono>
#include <cstdint>
#include <functional>

namespace asyncsafe::inline v0 {

struct statistics {
  std::uint64_t deliveries = 0;                 ///< interrupts that arrived, thrown or as an error code
  std::uint64_t deferred_deliveries = 0;        ///< times a delivery point had to leave an interrupt pending
  std::chrono::nanoseconds longest_pending{0};  ///< longest time from sending to delivery
  /// Longest time that a mask held an interrupt back. A mask during which none waited is not timed: reading the
  /// clock there would cost more than the mask.
  std::chrono::nanoseconds longest_mask{0};
};

/// The process's counts since its start or the last reset. Never throws.
[[nodiscard]] ASYNCSAFE_API statistics stats() noexcept;
ASYNCSAFE_API void reset_stats() noexcept;

/// What the watchdog callback is told. Call nothing that blocks from it: it runs on the runtime's helper thread.
struct late_interrupt {
  scope_token target;                ///< the thread that has not taken it
  int thread_id;                     ///< its kernel thread id
  std::chrono::nanoseconds waiting;  ///< since it was sent
  bool blocked;                      ///< in an interruptible operation, which should not happen; else in user code
};

/// Calls `callback` once for each interrupt that has waited longer than `limit`. An empty callback turns it off.
/// \throws std::invalid_argument if `limit` is not positive and the callback not empty.
ASYNCSAFE_API void set_watchdog(std::chrono::nanoseconds limit, std::function<void(const late_interrupt&)> callback);

}  // namespace asyncsafe::inline v0
