// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/stats.hpp>

#include "fork.hpp"
#include "helper_thread.hpp"
#include "process_wide.hpp"
#include "stats.hpp"

#include <limits>
#include <mutex>
#include <stdexcept>

namespace asyncsafe::inline v0 {
namespace detail {
namespace {

std::atomic<std::uint64_t> deliveries{0};
std::atomic<std::uint64_t> deferrals{0};
std::atomic<std::int64_t> longest_pending{0};
std::atomic<std::int64_t> longest_mask{0};

std::atomic<std::int64_t> watchdog_limit{0};

using watchdog_callback = std::function<void(const late_interrupt&)>;
raw_lock watchdog_lock;
// The last one is leaked on purpose: the helper thread may outlive static destruction.
std::shared_ptr<const watchdog_callback>* watchdog = nullptr;

std::int64_t ticks() noexcept { return std::chrono::steady_clock::now().time_since_epoch().count(); }

void raise_to(std::atomic<std::int64_t>& most, std::int64_t value) noexcept {
  std::int64_t found = most.load(std::memory_order_relaxed);
  while (value > found && !most.compare_exchange_weak(found, value, std::memory_order_relaxed)) {
  }
}

}  // namespace

void count_deferral() noexcept { deferrals.fetch_add(1, std::memory_order_relaxed); }

void note_held_by_mask(thread_record& record) noexcept {
  std::int64_t none = 0;
  record.held_since.compare_exchange_strong(none, ticks());
}

void note_delivered(thread_record& record) noexcept {
  deliveries.fetch_add(1, std::memory_order_relaxed);
  const std::int64_t at = ticks();
  if (const std::int64_t since = record.waiting_since.load()) raise_to(longest_pending, at - since);
  if (const std::int64_t since = record.held_since.exchange(0)) raise_to(longest_mask, at - since);
  record.waiting_since.store(record.queue.empty() ? 0 : record.queue.first()->posted.time_since_epoch().count());
  record.watchdog_told.store(false);
}

bool watchdog_is_set() noexcept { return watchdog_limit.load(std::memory_order_relaxed) != 0; }

std::int64_t consult_watchdog(thread_record& record, std::int64_t at) noexcept {
  const std::int64_t limit = watchdog_limit.load(std::memory_order_relaxed);
  const std::int64_t since = record.waiting_since.load();
  if (limit == 0 || since == 0 || record.watchdog_told.load()) return 0;
  if (at - since < limit) return limit <= std::numeric_limits<std::int64_t>::max() - since ? since + limit : 0;
  record.lock.lock();
  const bool alive = record.generation % 2 == 1 && record.block != nullptr;
  const bool to_come = record.generation % 2 == 1 && record.block == nullptr;  // the thread has not begun yet
  late_interrupt late{scope_token(&record, record.generation, 0), record.tid, std::chrono::nanoseconds(at - since),
                      alive && record.block->blocked.load() != blocked_in::nothing};
  record.lock.unlock();
  if (to_come) return at + 1'000'000;
  if (!alive || record.watchdog_told.exchange(true)) return 0;
  std::shared_ptr<const watchdog_callback> callback;
  {
    std::lock_guard hold(watchdog_lock);
    if (watchdog != nullptr) callback = *watchdog;
  }
  if (callback) (*callback)(late);
  return 0;
}

void lock_watchdog() noexcept { watchdog_lock.lock(); }
void unlock_watchdog() noexcept { watchdog_lock.unlock(); }

}  // namespace detail

statistics stats() noexcept {
  statistics s;
  s.deliveries = detail::deliveries.load(std::memory_order_relaxed);
  s.deferred_deliveries = detail::deferrals.load(std::memory_order_relaxed);
  s.longest_pending = std::chrono::nanoseconds(detail::longest_pending.load(std::memory_order_relaxed));
  s.longest_mask = std::chrono::nanoseconds(detail::longest_mask.load(std::memory_order_relaxed));
  return s;
}

void reset_stats() noexcept {
  detail::deliveries.store(0);
  detail::deferrals.store(0);
  detail::longest_pending.store(0);
  detail::longest_mask.store(0);
}

void set_watchdog(std::chrono::nanoseconds limit, std::function<void(const late_interrupt&)> callback) {
  if (callback && limit.count() <= 0) throw std::invalid_argument("asyncsafe::set_watchdog: the limit must be positive");
  const bool on = static_cast<bool>(callback);
  if (on) detail::require_helper_thread("asyncsafe::set_watchdog");
  std::shared_ptr<const detail::watchdog_callback> made;
  if (on) made = std::make_shared<const detail::watchdog_callback>(std::move(callback));
  auto* place = new std::shared_ptr<const detail::watchdog_callback>(std::move(made));
  {
    std::lock_guard hold(detail::watchdog_lock);
    std::swap(detail::watchdog, place);
  }
  delete place;
  detail::watchdog_limit.store(on ? limit.count() : 0);
  if (on) detail::look_after_all();
}

}  // namespace asyncsafe
