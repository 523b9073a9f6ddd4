// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "arrivals.hpp"

#include "sanitizer_hooks.hpp"

namespace asyncsafe::inline v0::detail {
namespace {

std::atomic<std::uint64_t> arrivals{0};

static_assert(std::atomic<std::uint64_t>::is_always_lock_free && std::atomic<void*>::is_always_lock_free,
              "signal handlers use these");

}  // namespace

ASYNCSAFE_HANDLER std::uint64_t next_arrival() noexcept { return arrivals.fetch_add(1, std::memory_order_seq_cst) + 1; }
std::uint64_t arrivals_so_far() noexcept { return arrivals.load(std::memory_order_relaxed); }

// Room for each standard signal twice: one that was taken and not yet let go, and the next.
arrival_queue::arrival_queue(bool for_real_time)
    : mask_(for_real_time ? 1023 : 63), room_(std::make_unique<cell[]>(mask_ + 1)), cells_(room_.get()) {
  for (std::uint64_t i = 0; i <= mask_; ++i) cells_[i].turn.store(i, std::memory_order_relaxed);
}

ASYNCSAFE_HANDLER void arrival_queue::put(const arrived_signal& signal) noexcept {
  if (signal.number >= first_real_time) {
    if (real_time_.fetch_add(1, std::memory_order_seq_cst) < most_real_time && push(signal)) return;
    real_time_.fetch_sub(1, std::memory_order_relaxed);
    lost_.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  if (waiting_[static_cast<std::size_t>(signal.number)].exchange(signal.order, std::memory_order_seq_cst) == 0)
    push(signal);
}

bool arrival_queue::take(arrived_signal& signal) noexcept {
  if (!pop(signal)) return false;
  signal.last = signal.order;
  if (signal.number >= first_real_time)
    real_time_.fetch_sub(1, std::memory_order_relaxed);
  else  // what has arrived until here counts as this one, which nobody has seen yet
    signal.last = waiting_[static_cast<std::size_t>(signal.number)].exchange(0, std::memory_order_seq_cst);
  return true;
}

bool arrival_queue::empty() const noexcept {
  return head_.load(std::memory_order_seq_cst) == tail_.load(std::memory_order_seq_cst);
}

void arrival_queue::clear() noexcept {
  for (arrived_signal signal; take(signal);) {
  }
}

// D. Vyukov's bounded queue: a cell's turn says whose it is. Who has claimed one publishes it by the next
// turn.
ASYNCSAFE_HANDLER bool arrival_queue::push(const arrived_signal& signal) noexcept {
  std::uint64_t at = tail_.load(std::memory_order_relaxed);
  for (;;) {
    cell& mine = cells_[at & mask_];
    const std::uint64_t turn = mine.turn.load(std::memory_order_acquire);
    if (turn < at) return false;  // full
    if (turn > at) {
      at = tail_.load(std::memory_order_relaxed);
      continue;
    }
    if (!tail_.compare_exchange_weak(at, at + 1, std::memory_order_seq_cst)) continue;
    mine.signal = signal;
    mine.turn.store(at + 1, std::memory_order_release);
    return true;
  }
}

bool arrival_queue::pop(arrived_signal& signal) noexcept {
  std::uint64_t at = head_.load(std::memory_order_relaxed);
  for (;;) {
    cell& first = cells_[at & mask_];
    const std::uint64_t turn = first.turn.load(std::memory_order_acquire);
    if (turn < at + 1) return false;  // empty, or claimed by a handler that has not published it yet
    if (turn > at + 1) {
      at = head_.load(std::memory_order_relaxed);
      continue;
    }
    if (!head_.compare_exchange_weak(at, at + 1, std::memory_order_seq_cst)) continue;
    signal = first.signal;
    first.turn.store(at + mask_ + 1, std::memory_order_release);
    return true;
  }
}

}  // namespace asyncsafe::detail
