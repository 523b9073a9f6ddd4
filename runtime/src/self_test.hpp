// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace asyncsafe::inline v0::detail {
/// Proves on this very kernel that the stub is interrupted where nothing happened and restarted where nothing is
/// pending. Emulators (gVisor, WSL 1, qemu-user) may not rewind the PC. Bounded; false means: use the fallback.
bool stub_keeps_its_contract(int signal_number) noexcept;
}  // namespace asyncsafe::detail
