// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Waking a blocked thread, below the level of records and locks.
#pragma once

#include <asyncsafe/detail/call_at_once.hpp>
#include <asyncsafe/detail/thread_block.hpp>

namespace asyncsafe::inline v0::detail {

/// Installs the interrupt signal's handler, once. \throws std::system_error if the signal is taken.
void ensure_wakeable();
void unblock_interrupt_signal() noexcept;
/// Whether blocking calls go through the PC-checked stub; else through `ppoll` and an `eventfd`.
inline bool use_stub() noexcept { return stub_in_use.load(std::memory_order_relaxed); }
void force_fallback(bool on) noexcept;
/// Terminates with one line if somebody put another handler on our signal.
void check_handler_is_ours() noexcept;
/// Orders our stores before the plain loads of every other running thread of this process.
void heavy_barrier() noexcept;
/// Run by who is about to signal a thread that it found blocked; null if nothing. For tests.
extern std::atomic<void (*)()> before_signalling;
/// Wakes the thread if it is blocked, whose bits are set already. Async-signal-safe; the caller knows that the thread is
/// alive. \return in what it was blocked.
std::uint32_t wake_block(thread_block& block, int tid, thread_record& record) noexcept;
/// Sets bits and wakes. The same conditions.
void notify_block(thread_block& block, int tid, thread_record& record, std::uint32_t bits) noexcept;
/// Whether wake_block() sees every thread that is about to block. If not, only sending again makes sure.
bool wakes_are_ordered() noexcept;

}  // namespace asyncsafe::detail
