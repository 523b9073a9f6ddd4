// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Who gets a signal. The receivers and deferring scopes of a signal begin and end in any order, on any thread, and share one
// handler. The one that began last decides: a deferring scope holds the signal back, receivers are all told.
#pragma once

#include "arrivals.hpp"
#include "kernel_signal.hpp"
#include "thread_record.hpp"

namespace asyncsafe::inline v0::detail {

/// One signal of a receiver, or of a deferring scope. Stays where it is from begin to end.
struct signal_holder {
  int number = 0;
  bool defers = false;
  arrival_queue* arrived = nullptr;
  // A receiver's, shared by all of its signals; the first of these renews the descriptor in a fork's child.
  int event_fd = -1;
  std::atomic<thread_record*>* waiter = nullptr;
  bool leads = false;

  // The rest is signal_custody.cpp's.
  static constexpr std::uint64_t not_yet = ~std::uint64_t{0};
  std::atomic<std::uint64_t> since{not_yet};  // in the order of arrivals: it gets what comes later, and nothing else
  std::atomic<signal_holder*> older{nullptr};
  bool linked = false;
  bool displaced = false;  // for it, or for one before it that has ended, our handler displaced another:
  kernel_sigaction found{};
  bool above_ours = false;  // one that had displaced ours, which somebody else therefore may put back
};

/// All of one receiver or scope at once. A scope does not hold a signal that is ignored: our handler would cost others an
/// EINTR.
void begin_custody(signal_holder* holders, std::size_t count) noexcept;
/// From then on no handler touches them.
void end_custody(signal_holder* holders, std::size_t count) noexcept;
/// Hands a signal that a scope held to a scope that is open still. \return false if there is none before the receivers.
bool hold_further(const arrived_signal& signal) noexcept;
/// Whether an open receiver was told of it.
bool receivers_were_told(const arrived_signal& signal) noexcept;
/// Whether a scope holds one back.
bool is_held(int number) noexcept;
/// In a fork's child: what arrived was sent to the parent.
void forget_held_signals() noexcept;

}  // namespace asyncsafe::inline v0::detail
