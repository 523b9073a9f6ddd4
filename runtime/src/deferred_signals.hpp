#pragma once
namespace asyncsafe::inline v0::detail {
// In a fork's child: what arrived was sent to the parent.
void forget_deferred_signals() noexcept;
void forget_received_signals() noexcept;
void forget_keyboard() noexcept;
}  // namespace asyncsafe::detail
