// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The assembly stub and the address range by which the signal handler knows it.
#pragma once

#include <asyncsafe/detail/call_at_once.hpp>

#include <csignal>

extern "C" {
/// Returns the kernel's result (-errno on failure), or `asyncsafe_stub_cancelled` if the system call was not made.
long asyncsafe_stub(long nr, long a1, long a2, long a3, long a4, long a5, long a6) noexcept;
extern const char asyncsafe_stub_begin[];
extern const char asyncsafe_stub_end[];
extern const char asyncsafe_stub_cancel[];
extern const char asyncsafe_stub_last[];
/// 16 bytes right before the next.
extern const char asyncsafe_interrupt_mark[];
/// The interrupt signal's handler as the kernel gets it, and the function that it jumps to.
[[gnu::visibility("hidden")]] void asyncsafe_interrupt_entry(int, siginfo_t*, void*);
[[gnu::visibility("hidden")]] void asyncsafe_on_interrupt_signal(int, siginfo_t*, void*);
}


