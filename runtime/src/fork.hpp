// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a fork means: the child has one thread, and no interrupt sent to its parent is meant for it. Nor is any lock of
// ours held by a thread that the child does not have: the fork waits for all of them.
#pragma once

namespace asyncsafe::inline v0::detail {
/// Done when the library is loaded, before any thread can be in the midst of its first use. Once.
void register_fork_handlers() noexcept;

// Implemented where the state is.
void lock_installation() noexcept;
void unlock_installation() noexcept;
void lock_helper_thread() noexcept;
void unlock_helper_thread() noexcept;
void lock_custody() noexcept;
void unlock_custody() noexcept;
void lock_watchdog() noexcept;
void unlock_watchdog() noexcept;
void lock_all_records() noexcept;
void unlock_all_records() noexcept;
void keep_only_this_thread() noexcept;
void forget_helper_thread() noexcept;
void forget_pending_signals() noexcept;
}  // namespace asyncsafe::detail
