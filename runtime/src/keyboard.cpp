#include "keyboard.hpp"
#include "fork.hpp"
namespace asyncsafe::detail {
claimed_keyboard claim_keyboard() noexcept { return {}; }
bool keyboard_escalated() noexcept { return false; }
void cleanup_takes_second(bool) noexcept {}
void forget_pending_signals() noexcept {}
}
