// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/bracket.hpp>

#include "catch_all.hpp"
#include "clock.hpp"
#include "grace.hpp"
#include "keyboard.hpp"
#include "thread_record.hpp"
#include "unwind_guard.hpp"

#include <cxxabi.h>

namespace asyncsafe::inline v0 {
namespace detail {
namespace {

// It was delivered by us, or is one of ours that was thrown by hand.
bool is_interrupt(const std::exception_ptr& e) noexcept { return e && (was_delivered(e) || holds<interrupted>(e)); }

void attach(const std::exception_ptr& winner, const std::exception_ptr& other) noexcept {
  this_record().suppressed = other;
  try {
    std::rethrow_exception(winner);
  } catch (interrupted& i) {
    i.attach(other);
  } catch (...) {
  }
}

struct grace_scope {
  grace_scope(thread_record& r, steady_time deadline, unsigned already) noexcept : record(r) {
    period.deadline = deadline;
    period.already = already;
    period.outer = record.grace;
    record.grace = &period;
  }
  ~grace_scope() { record.grace = period.outer; }
  thread_record& record;
  grace_period period;
};

// Balanced even if a keyboard_interrupt_scope ends meanwhile: it counts from zero again.
struct takes_second_scope {
  takes_second_scope() noexcept { cleanup_takes_second(true); }
  ~takes_second_scope() { cleanup_takes_second(false); }
};

}  // namespace

std::exception_ptr catch_all(void (*f)(void*), void* argument, void (*on_cancel)(void*)) {
  try {
    f(argument);
    return nullptr;
  } catch (const abi::__forced_unwind&) {
    on_cancel(argument);
    throw;
  } catch (...) {
    return std::current_exception();
  }
}

const void* catch_all_start() noexcept {
  return reinterpret_cast<const void*>(
      static_cast<std::exception_ptr (*)(void (*)(void*), void*, void (*)(void*))>(&catch_all));
}

void run_release(void (*release)(void*), void* argument, release_policy policy, const std::exception_ptr& cause) {
  switch (policy.which()) {
    case release_policy::kind::interruptible: {
      takes_second_scope second;
      release(argument);
      return;
    }
    case release_policy::kind::uninterruptible: {
      frame_scope scope(mask_frame::at_least{masking_state::uninterruptible}, {__builtin_FILE(), __builtin_LINE()});
      release(argument);
      return;
    }
    case release_policy::kind::grace: {
      takes_second_scope second;
      thread_record& self = this_record();
      grace_scope grace(self, deadline_after(policy.time()), is_interrupt(cause) ? 1U : 0U);
      frame_scope scope(mask_frame::at_least{masking_state::uninterruptible}, {__builtin_FILE(), __builtin_LINE()});
      release(argument);
      return;
    }
  }
}

std::exception_ptr outranking(std::exception_ptr body, std::exception_ptr cleanup) {
  if (!body) return cleanup;
  if (!cleanup) return body;
  const bool cleanup_wins = is_interrupt(cleanup) && !is_interrupt(body);
  if (cleanup_wins) std::swap(body, cleanup);
  attach(body, cleanup);
  return body;
}

}  // namespace detail

std::exception_ptr suppressed_error() noexcept {
  detail::thread_record* record = asyncsafe_this_block.record.load(std::memory_order_relaxed);
  return record != nullptr ? record->suppressed : nullptr;
}

}  // namespace asyncsafe
