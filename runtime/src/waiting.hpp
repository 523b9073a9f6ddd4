// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How a thread of ours waits for anything but a system call: parked on its own futex word.
#pragma once

#include "clock.hpp"
#include "delivery.hpp"
#include "thread_record.hpp"

namespace asyncsafe::inline v0::detail {

/// Sleeps until unparked, until something fresh is pending, or until the deadline; may return for no reason.
void park(thread_record& self, const steady_time* deadline) noexcept;

enum class wait_status { ready, timed_out, interrupted };

/// Waits until `done()`. `interrupted` says that an interrupt may be delivered now; it has not been taken yet, so
/// that the caller can first take back its place in a queue, or find that it was served after all.
/// A wait that is over anyhow is not one that would block: `ready` and `timed_out` come first.
template <class Done>
wait_status wait_until(thread_record& self, Done&& done, const steady_time* deadline, how_delivered how) {
  for (;;) {
    if (done()) return wait_status::ready;
    if (deadline != nullptr && now() >= *deadline) return wait_status::timed_out;
    if (how != how_delivered::not_at_all && anything_pending() && deliverable(point::blocking, how))
      return wait_status::interrupted;
    park(self, deadline);
  }
}

}  // namespace asyncsafe::detail
