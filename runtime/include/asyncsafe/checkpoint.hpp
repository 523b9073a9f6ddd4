// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Delivery points that cost one load: put them into loops that compute.
#pragma once

#include <asyncsafe/detail/points.hpp>

namespace asyncsafe::inline v0 {

/// Delivers a pending interrupt by throwing it, if this thread is unmasked and throwing is safe here.
/// Inside a `noexcept` function, a destructor, or while the stack unwinds it defers instead: the
/// interrupt stays pending and comes at the next point.
/// \throws the exception that was sent, as itself.
/// (GHC: `allowInterrupt` when unmasked; POSIX: `pthread_testcancel`.)
inline void checkpoint() {
  if (detail::anything_pending()) [[unlikely]]
    detail::deliver_at(detail::point::checkpoint);
}

/// Whether an interrupt waits for this thread, deliverable here or not. Never throws, delivers nothing.
[[nodiscard]] inline bool interrupt_pending() noexcept {
  return (asyncsafe_this_block.pending.load(std::memory_order_relaxed) & detail::pending_bit::any_interrupt) != 0;
}

}  // namespace asyncsafe
