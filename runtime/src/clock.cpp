// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "clock.hpp"

#include "thread_record.hpp"
#include "timer.hpp"
#include "wake.hpp"

#include <limits>

namespace asyncsafe::inline v0::detail {
namespace {

std::atomic<bool> fake{false};
std::atomic<std::int64_t> fake_now{0};

}  // namespace

steady_time now() noexcept {
  if (!fake.load(std::memory_order_acquire)) [[likely]]
    return std::chrono::steady_clock::now();
  return steady_time(steady_time::duration(fake_now.load(std::memory_order_acquire)));
}

bool clock_is_fake() noexcept { return fake.load(std::memory_order_acquire); }

bool start_fake_clock(steady_time at) noexcept {
  bool found = false;
  fake_now.store(at.time_since_epoch().count(), std::memory_order_release);
  return fake.compare_exchange_strong(found, true);
}

namespace {
// Sleepers look at the clock again; one that does not care takes it as a spurious wake-up.
void wake_sleepers() noexcept {
  for (thread_record* record = known_records(); record != nullptr; record = record->next_known) unpark(*record);
}
}  // namespace

void stop_fake_clock() noexcept {
  fake.store(false, std::memory_order_release);
  reconsider_timers();
  wake_sleepers();
}

void move_fake_clock(steady_time::duration by) noexcept {
  std::int64_t found = fake_now.load(std::memory_order_relaxed);
  std::int64_t moved;
  do {
    constexpr std::int64_t end = std::numeric_limits<std::int64_t>::max();
    moved = by.count() > end - found ? end : found + by.count();
  } while (!fake_now.compare_exchange_weak(found, moved, std::memory_order_acq_rel));
  fire_due_timers();
  wake_sleepers();
}

timespec as_timespec(steady_time t) noexcept {
  const auto since = t.time_since_epoch();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(since);
  timespec made;
  made.tv_sec = seconds.count();
  made.tv_nsec = std::chrono::nanoseconds(since - seconds).count();
  return made;
}

}  // namespace asyncsafe::detail
