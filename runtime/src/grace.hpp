// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A release that may be interrupted only after its deadline, or at the second interrupt.
#pragma once

#include <asyncsafe/interrupt.hpp>

namespace asyncsafe::inline v0::detail {

struct grace_period {
  steady_time deadline;
  unsigned already;        // interrupts that led to this release
  grace_period* outer;
};

inline const steady_time* earlier(const steady_time* a, const steady_time* b) noexcept {
  if (a == nullptr) return b;
  if (b == nullptr) return a;
  return *a < *b ? a : b;
}

}  // namespace asyncsafe::detail
