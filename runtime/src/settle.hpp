// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "thread_record.hpp"

namespace asyncsafe::inline v0::detail {
/// Ends a message and wakes who waits for it. The lock of the record it was sent to is held.
void settle(message& m, message_state outcome) noexcept;
/// Sets the thrown and stop bits of the calling thread to what its queue and stop scopes say. Lock held.
void refresh_pending(thread_record& mine) noexcept;
}  // namespace asyncsafe::detail
