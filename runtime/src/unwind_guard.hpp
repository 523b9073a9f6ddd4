// Would a throw from here reach a handler, or a frame that terminates?
#pragma once

#include <exception>

namespace asyncsafe::detail {
/// Walks the stack outside `frame` (a frame address) as the first phase of a throw would. False if a `noexcept`
/// function (a destructor, say) lies before the first handler that takes `e`. A stack without any handler is the
/// program's own choice, and counts as safe.
bool throw_is_safe(const std::exception_ptr& e, const void* frame) noexcept;
/// Whether pthread_cancel or pthread_exit is unwinding this thread. False where the C library does not tell.
bool thread_is_exiting() noexcept;
}  // namespace asyncsafe::detail
