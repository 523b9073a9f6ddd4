// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The shortest way through the system-call stub, inline in its caller: after a system call the processor predicts returns
// badly, and each costs what a function call costs a hundred times.
#pragma once

#include <asyncsafe/detail/export.hpp>
#include <asyncsafe/detail/thread_block.hpp>

#include <atomic>

#if defined(__SANITIZE_THREAD__)
#define ASYNCSAFE_NOT_AT_ONCE 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define ASYNCSAFE_NOT_AT_ONCE 1
#endif
#endif

// The stub, under the name that leaves the library.
extern "C" ASYNCSAFE_API long asyncsafe_call(long number, long a1, long a2, long a3, long a4, long a5,
                                             long a6) noexcept;

namespace asyncsafe::inline v0::detail {

ASYNCSAFE_API extern std::atomic<bool> stub_in_use;
/// What the stub returns instead of a result if the call was not made.
inline constexpr long stub_cancelled = -4096;
ASYNCSAFE_API ASYNCSAFE_COLD void await_own_signallers() noexcept;

/// The call, if nothing stands in its way: the kernel's result or -errno; else stub_cancelled, and the caller takes the long
/// way. Also then if the call was interrupted, in which case nothing has happened.
[[gnu::always_inline]] inline long call_at_once([[maybe_unused]] long number, [[maybe_unused]] long a1,
                                                [[maybe_unused]] long a2, [[maybe_unused]] long a3) noexcept {
#if defined(ASYNCSAFE_NOT_AT_ONCE)
  return stub_cancelled;  // the long way has the hooks
#else
  thread_block& block = asyncsafe_this_block;
  if (block.pending.load(std::memory_order_relaxed) != 0 || block.blocked.load(std::memory_order_relaxed) != 0 ||
      block.record.load(std::memory_order_relaxed) == nullptr || !stub_in_use.load(std::memory_order_relaxed))
      [[unlikely]]
    return stub_cancelled;
  const long result = asyncsafe_call(number, a1, a2, a3, 0, 0, 0);
  if (block.pending.load(std::memory_order_relaxed) != 0) [[unlikely]]
    await_own_signallers();
  constexpr long interrupted_call = -4;  // -EINTR
  return result == interrupted_call ? stub_cancelled : result;
#endif
}

}  // namespace asyncsafe::inline v0::detail
