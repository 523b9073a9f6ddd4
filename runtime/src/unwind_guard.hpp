// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Would a throw from here reach a handler, or a frame that terminates?
#pragma once

#include <exception>
#include <typeinfo>

namespace asyncsafe::inline v0::detail {
/// Walks the stack outside `frame` (a frame address) as the first phase of a throw would. False if a `noexcept`
/// function (a destructor, say) or a signal handler lies before the first handler that takes `e`. A stack without any handler is the
/// program's own choice, and counts as safe.
bool throw_is_safe(const std::exception_ptr& e, const void* frame) noexcept;
/// Whether `catch (const T&)` would take `e`, without the cost of throwing it.
bool would_catch(const std::type_info& type, const std::exception_ptr& e) noexcept;
template <class T>
bool holds(const std::exception_ptr& e) noexcept {
#if defined(__GLIBCXX__)
  return e && would_catch(typeid(T), e);
#else
  if (!e) return false;
  try {
    std::rethrow_exception(e);
  } catch (const T&) {
    return true;
  } catch (...) {
    return false;
  }
#endif
}
/// Whether a signal handler is running on this thread: whether the stack has a frame that a signal struck. Walks it whole.
bool in_signal_handler() noexcept;
/// Notes in the exception object itself that it arrived as an interrupt, so that a bracket knows it from an error,
/// whatever its type is, for as long as it lives and no longer.
void mark_delivered(const std::exception_ptr& e) noexcept;
bool was_delivered(const std::exception_ptr& e) noexcept;
/// Whether pthread_cancel or pthread_exit is unwinding this thread. False where the C library does not tell.
bool thread_is_exiting() noexcept;
}  // namespace asyncsafe::detail
