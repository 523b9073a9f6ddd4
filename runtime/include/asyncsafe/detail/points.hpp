// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The out-of-line halves of the inline delivery points.
#pragma once

#include <asyncsafe/detail/thread_block.hpp>

namespace asyncsafe::inline v0::detail {

/// Kinds of delivery points: they differ in what `masked` lets through.
enum class point : std::uint8_t {
  checkpoint,  ///< delivers when unmasked
  unmask,      ///< the outermost mask was left, or restore entered the unmasked state
  blocking     ///< an operation that would block: delivers when masked, too
};

/// Delivers what may be delivered here by throwing it; else counts a deferral.
ASYNCSAFE_API ASYNCSAFE_COLD void deliver_at(point where);
/// As deliver_at(point::unmask), from the destructor of an RAII mask.
ASYNCSAFE_API ASYNCSAFE_COLD void deliver_at_guard_exit();

inline bool anything_pending() noexcept {
  return asyncsafe_this_block.pending.load(std::memory_order_relaxed) != 0;
}

inline void unmasked_point() {
  if (anything_pending() &&
      (asyncsafe_this_block.mask.load(std::memory_order_relaxed) & 3U) == 0) [[unlikely]]
    deliver_at(point::unmask);
}

}  // namespace asyncsafe::detail
