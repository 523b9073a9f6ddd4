// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prepared interrupts that a handler could not send, because it struck a thread that held a lock of the runtime.
#pragma once

namespace asyncsafe::inline v0::detail {
void send_prepared_left_over() noexcept;
/// In a fork's child.
void forget_prepared_left_over() noexcept;
}  // namespace asyncsafe::inline v0::detail
