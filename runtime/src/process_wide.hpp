// What the process lets us do: asked where it would be done.
#pragma once

namespace asyncsafe::inline v0::detail {
bool may_reserve_signal() noexcept;
bool may_start_helper_thread() noexcept;
bool may_set_terminate_handler() noexcept;
/// What cannot be had without a helper thread. \throws std::system_error(operation_not_supported).
void require_helper_thread(const char* for_what);

// Implemented where the state is.
bool signal_is_reserved() noexcept;
bool helper_thread_runs() noexcept;
bool terminate_handler_is_set() noexcept;
}  // namespace asyncsafe::inline v0::detail
