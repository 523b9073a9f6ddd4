// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "timer.hpp"

#include <vector>

#include "clock.hpp"
#include "futex.hpp"
#include "helper_thread.hpp"

namespace asyncsafe::inline v0::detail {
namespace {

raw_lock timers_lock;
std::atomic<bool> without_thread{false};  // in a fork's child, until somebody needs it

// A binary heap whose elements know where they are. Leaked: scopes of other threads may outlive static
// destruction.
std::vector<timer*>& heap() noexcept {
  alignas(std::vector<timer*>) static char place[sizeof(std::vector<timer*>)];
  static auto& made = *new (place) std::vector<timer*>;
  return made;
}

void put(std::size_t index, timer* t) noexcept {
  heap()[index] = t;
  t->index = index;
}

void rise(std::size_t index) noexcept {
  timer* t = heap()[index];
  for (; index > 0; index = (index - 1) / 2) {
    timer* parent = heap()[(index - 1) / 2];
    if (parent->at <= t->at) break;
    put(index, parent);
  }
  put(index, t);
}

void sink(std::size_t index) noexcept {
  timer* t = heap()[index];
  for (;;) {
    std::size_t child = 2 * index + 1;
    if (child >= heap().size()) break;
    if (child + 1 < heap().size() && heap()[child + 1]->at < heap()[child]->at) ++child;
    if (heap()[child]->at >= t->at) break;
    put(index, heap()[child]);
    index = child;
  }
  put(index, t);
}

void take_out(timer& t) noexcept {
  const std::size_t index = t.index;
  if (index == timer::nowhere) return;
  timer* last = heap().back();
  heap().pop_back();
  t.index = timer::nowhere;
  if (last == &t) return;
  put(index, last);
  rise(index);
  sink(last->index);
}

struct guard {
  guard() noexcept { timers_lock.lock(); }
  ~guard() { timers_lock.unlock(); }
};

}  // namespace

void arm(timer& t, steady_time at) {
  bool first = false;
  {
    guard hold;
    take_out(t);
    t.at = at;
    if (at == steady_time::max()) return;
    heap().push_back(&t);
    t.index = heap().size() - 1;
    rise(t.index);
    first = t.index == 0;
    if (at <= now()) {
      take_out(t);
      t.fire(t);
      return;
    }
  }
  if (first || without_thread.load(std::memory_order_relaxed)) reconsider_timers();
}

void disarm(timer& t) noexcept {
  guard hold;
  take_out(t);
}

steady_time fire_due_timers() noexcept {
  guard hold;
  while (!heap().empty() && heap().front()->at <= now()) {
    timer& due = *heap().front();
    take_out(due);
    due.fire(due);
  }
  return heap().empty() || clock_is_fake() ? steady_time::max() : heap().front()->at;
}

void reconsider_timers() noexcept {
  without_thread.store(false, std::memory_order_relaxed);
  ring_helper_thread();
}

void lock_timers() noexcept { timers_lock.lock(); }
void unlock_timers() noexcept { timers_lock.unlock(); }

void keep_timers_of_this_thread() noexcept {
  thread_block& block = asyncsafe_this_block;
  const thread_record* mine = block.record.load(std::memory_order_relaxed);
  for (std::size_t i = 0; i < heap().size();) {
    if (heap()[i]->owner == mine)
      ++i;
    else
      take_out(*heap()[i]), i = 0;
  }
  if (heap().empty()) return;
  without_thread.store(true, std::memory_order_relaxed);
  block.pending.fetch_or(pending_bit::fresh);
}

void revive_timers() noexcept {
  if (without_thread.load(std::memory_order_relaxed)) [[unlikely]]
    reconsider_timers();
}

}  // namespace asyncsafe::detail
