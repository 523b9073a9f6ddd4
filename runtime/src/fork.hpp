// What a fork means: the child has one thread, and no interrupt sent to its parent is meant for it.
#pragma once

namespace asyncsafe::detail {
void register_fork_handlers() noexcept;

// Implemented where the state is.
void lock_all_records() noexcept;
void unlock_all_records() noexcept;
void keep_only_this_thread() noexcept;
void forget_helper_thread() noexcept;
void forget_pending_signals() noexcept;
}  // namespace asyncsafe::detail
