// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "system_call.hpp"

#include "clock.hpp"
#include "event_wait.hpp"
#include "grace.hpp"
#include "helper_thread.hpp"
#include "kernel_signal.hpp"
#include "sanitizer_hooks.hpp"
#include "stub.hpp"
#include "unwind_guard.hpp"
#include "wake.hpp"

#include <unwind.h>

namespace asyncsafe::inline v0::detail {
namespace {

masking_state state_now() noexcept { return state_of(asyncsafe_this_block.mask.load(std::memory_order_relaxed)); }

_Unwind_Reason_Code note_stub(_Unwind_Context* context, void* found) {
  const auto pc = static_cast<std::uintptr_t>(_Unwind_GetIP(context));
  const bool here = pc >= reinterpret_cast<std::uintptr_t>(&asyncsafe_stub) &&
                    pc <= reinterpret_cast<std::uintptr_t>(asyncsafe_stub_last);
  if (!here) return _URC_NO_REASON;
  *static_cast<bool*>(found) = true;
  return _URC_END_OF_STACK;
}

// In a handler on top of the stub there is nothing to deliver to; and the stub is not reentrant. If the stub is not on
// the stack, somebody jumped out of such a handler, over the stub, and it will never say that it has ended.
bool inside_a_handler(thread_block& block) noexcept {
  if (block.blocked.load(std::memory_order_relaxed) == blocked_in::nothing) [[likely]]
    return false;
  bool stub_below = false;
  _Unwind_Backtrace(note_stub, &stub_below);
  if (stub_below) return true;
  block.blocked.store(blocked_in::nothing, std::memory_order_relaxed);
  unblock_interrupt_signal();
  return false;
}

long by_stub(thread_record& self, const system_call& c) noexcept {
  const long result = asyncsafe_stub(c.number, c.arguments[0], c.arguments[1], c.arguments[2], c.arguments[3],
                                     c.arguments[4], c.arguments[5]);
  if (anything_pending()) [[unlikely]]
    await_signallers(self);
  return result;
}

long try_without_blocking(const system_call& c) { return c.attempt != nullptr ? c.attempt(c) : would_block; }

// Takes an interrupt that this state lets through; under a mask only if the call would block. True: `out` is final.
bool interrupted_instead(system_call& c, how_delivered how, call_outcome& out) {
  if (state_now() != masking_state::unmasked) {
    if (!deliverable(point::blocking, how)) return false;
    out.result = try_without_blocking(c);
    if (out.result != would_block) return true;
    out.result = 0;
  }
  out.interrupt = take(point::blocking, how);
  return out.interrupt != nullptr;
}

}  // namespace

long plain_call(const system_call& c) noexcept {
  const int saved = errno;
  long result = ::syscall(c.number, c.arguments[0], c.arguments[1], c.arguments[2], c.arguments[3], c.arguments[4],
                          c.arguments[5]);
  if (result < 0) result = -errno;
  errno = saved;
  return result;
}

call_outcome perform(system_call& c, how_delivered how) {
  thread_record& self = this_record();
  thread_block& block = asyncsafe_this_block;
  call_outcome out;
  if (inside_a_handler(block)) [[unlikely]] {
    out.result = plain_call(c);
    return out;
  }
  sanitizer_before_call();
  for (;;) {
    if (anything_pending()) [[unlikely]] {
      if (interrupted_instead(c, how, out)) break;
      if (handler_must_not_wait_for_it()) {
        out.result = plain_call(c);
        break;
      }
      if (self.grace != nullptr && anything_pending()) wake_at(self, self.grace->deadline);
    }
    if (c.refresh != nullptr) c.refresh(c);
    if (state_now() == masking_state::uninterruptible && self.grace == nullptr)
      out.result = plain_call(c);
    else if (use_stub()) [[likely]]
      out.result = by_stub(self, c);
    else
      out.result = wait_with_eventfd(self, c);
    // Either nothing happened, or the kernel says EINTR only where nothing did; look again at what is pending.
    if (out.result != stub_cancelled && out.result != -EINTR) [[likely]]
      break;
    out.begun = true;  // perhaps: a rewound PC looks the same as one that has not trapped yet
  }
  sanitizer_after_call();
  return out;
}

long conclude(const char* name, call_outcome outcome, std::error_code* error) {
  if (outcome.interrupt) {
    if (error == nullptr) std::rethrow_exception(std::move(outcome.interrupt));
    *error = std::make_error_code(std::errc::operation_canceled);
    return -1;
  }
  if (outcome.result >= 0) [[likely]] {
    if (error != nullptr) error->clear();
    return outcome.result;
  }
  const std::error_code code(static_cast<int>(-outcome.result), std::generic_category());
  if (error == nullptr) throw std::system_error(code, name);
  *error = code;
  return -1;
}

long run(system_call& c, std::error_code* error) {
  return conclude(c.name,
                  perform(c, error != nullptr ? how_delivered::by_error_code : how_delivered::by_throwing), error);
}

}  // namespace asyncsafe::detail
