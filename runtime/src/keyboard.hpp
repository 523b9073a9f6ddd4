// The state of Ctrl-C between its signal handler and its delivery.
#pragma once

#include "thread_record.hpp"

namespace asyncsafe::detail {
/// Consumes one Ctrl-C for the calling thread. \return the exception to deliver and the scope it belongs to;
/// a null exception if there is none.
struct claimed_keyboard {
  std::exception_ptr exception;
  std::uint64_t scope = 0;
};
claimed_keyboard claim_keyboard() noexcept;
/// Calls on the main thread's cleanup to be interruptible from now on.
bool keyboard_escalated() noexcept;
/// Tells the Ctrl-C handler whether a second one can be taken by a cleanup.
void cleanup_takes_second(bool yes) noexcept;
}  // namespace asyncsafe::detail
