// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "grace.hpp"
#include "raw_io.hpp"
#include "waiting.hpp"

namespace asyncsafe::inline v0::detail {

void park(thread_record& self, const steady_time* deadline) noexcept {
  thread_block& block = asyncsafe_this_block;
  if (anything_pending() && handler_must_not_wait_for_it()) {
    raw_sleep(1'000'000);  // the caller looks again whether it is served
    return;
  }
  const steady_time* until = deadline;
  // A pending interrupt that only a grace period holds back becomes deliverable without anybody sending more.
  if (self.grace != nullptr && anything_pending()) until = earlier(until, &self.grace->deadline);
  if (clock_is_fake()) until = nullptr;
  timespec at;
  if (until != nullptr) at = as_timespec(*until);
  block.blocked.store(blocked_in::park, std::memory_order_relaxed);
  std::atomic_signal_fence(std::memory_order_seq_cst);
  // The sender's barrier pairs with this plain load: either we see the bit or it sees us parked.
  if ((block.pending.load(std::memory_order_acquire) & pending_bit::fresh) == 0 &&
      self.permit.exchange(0, std::memory_order_acquire) == 0) {
    futex_wait(self.permit, 0, until != nullptr ? &at : nullptr);
    self.permit.exchange(0, std::memory_order_acquire);
  }
  block.blocked.store(blocked_in::nothing, std::memory_order_relaxed);
}

}  // namespace asyncsafe::detail
