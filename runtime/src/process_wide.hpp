// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the process lets us do: asked where it would be done.
#pragma once

namespace asyncsafe::inline v0::detail {
bool may_reserve_signal() noexcept;
bool may_start_helper_thread() noexcept;
bool may_set_terminate_handler() noexcept;
/// For what cannot be had without a helper thread: starts it. \throws std::system_error: operation_not_supported if it has been
/// ruled out, resource_unavailable_try_again if there is no room for a thread.
void require_helper_thread(const char* for_what);

// Implemented where the state is.
bool signal_is_reserved() noexcept;
bool helper_thread_runs() noexcept;
bool terminate_handler_is_set() noexcept;
}  // namespace asyncsafe::inline v0::detail
