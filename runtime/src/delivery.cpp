// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "delivery.hpp"

#include "clock.hpp"
#include "grace.hpp"
#include "keyboard.hpp"
#include "settle.hpp"
#include "stats.hpp"
#include "timer.hpp"
#include "unwind_guard.hpp"

namespace asyncsafe::inline v0::detail {
namespace {

std::shared_ptr<message> make_message(std::exception_ptr e, severity rank, std::uint64_t scope) {
  auto m = std::make_shared<message>();
  m->exception = std::move(e);
  m->rank = rank;
  m->scope = scope;
  m->posted = std::chrono::steady_clock::now();
  return m;
}

void count_point(thread_record& record) {
  ++record.points;
  while (!record.planned.empty() && record.planned.front().first <= record.points) {
    auto m = make_message(std::move(record.planned.front().second), severity::thrown, 0);
    record.planned.pop_front();
    record.lock.lock();
    record.queue.push_back(m);
    const wake_target self = announce(record, pending_bit::thrown, m->posted);
    record.lock.unlock();
    wake_announced(record, self);
  }
}

unsigned arrived(const thread_record& record, std::uint32_t bits) {
  return record.grace->already + static_cast<unsigned>(record.queue.size()) +
         ((bits & pending_bit::keyboard) != 0 ? 1U : 0U) + ((bits & pending_bit::stop) != 0 ? 1U : 0U) +
         (keyboard_escalated() ? 1U : 0U);
}

bool mask_allows(thread_record& record, point where, std::uint32_t bits) noexcept {
  const masking_state state = state_of(asyncsafe_this_block.mask.load(std::memory_order_relaxed));
  if (state == masking_state::unmasked) return true;
  if (record.grace != nullptr) {
    if (now() >= record.grace->deadline) return true;
    record.lock.lock();
    const bool second = arrived(record, bits) >= 2;
    record.lock.unlock();
    return second;
  }
  return state == masking_state::masked && where == point::blocking;
}

// Ctrl-C and the external source leave their signal handlers' flags and line up with the rest.
void collect(thread_record& record, std::uint32_t bits) noexcept {
  if ((bits & pending_bit::keyboard) != 0 && record.protect_depth == 0) {
    asyncsafe_this_block.pending.fetch_and(~pending_bit::keyboard);
    for (claimed_keyboard claimed = claim_keyboard(); claimed.exception; claimed = claim_keyboard()) {
      auto m = make_message(std::move(claimed.exception), severity::keyboard, claimed.scope);
      record.lock.lock();
      record.queue.push_back(std::move(m));
      asyncsafe_this_block.pending.fetch_or(pending_bit::thrown);
      record.lock.unlock();
    }
  }
  if ((bits & pending_bit::external) != 0 && record.protect_depth == 0) {
    asyncsafe_this_block.pending.fetch_and(~pending_bit::external);
    if (record.external != nullptr) {
      if (std::exception_ptr e = record.external(record.external_argument)) {
        auto m = make_message(std::move(e), severity::keyboard, 0);
        record.lock.lock();
        record.queue.push_back(std::move(m));
        asyncsafe_this_block.pending.fetch_or(pending_bit::thrown);
        record.lock.unlock();
      }
    }
  }
}

// What is to be delivered next: a message, or the stop level. That is not in the queue: it stays in force however often
// it is delivered.
struct candidate {
  std::shared_ptr<message> sent;
  bool level = false;
  explicit operator bool() const noexcept { return level || sent != nullptr; }
};

// The lock is held.
candidate most_severe(const thread_record& record) noexcept {
  const std::shared_ptr<message>* best = nullptr;
  for (const std::shared_ptr<message>* m = &record.queue.first(); *m != nullptr; m = &(*m)->next) {
    if ((*m)->rank == severity::keyboard && record.protect_depth != 0) continue;
    if (best == nullptr || (*m)->rank > (*best)->rank) best = m;
  }
  if (record.stop_wanted() && (best == nullptr || (*best)->rank == severity::stop)) return {nullptr, true};
  return {best != nullptr ? *best : nullptr, false};
}

// A fresh object each time: two deliveries of one stop must not share what is attached to them.
std::exception_ptr exception_of(const candidate& found) {
  return found.level ? std::make_exception_ptr(level_stop()) : found.sent->to_raise();
}

enum class finding { nothing, must_wait, may_deliver };

finding look(thread_record& record, point where, how_delivered how, const void* frame, candidate& found) {
  auto& pending = asyncsafe_this_block.pending;
  bool in_ordinary_code = false;
  if ((pending.load(std::memory_order_seq_cst) & pending_bit::fresh) != 0) {
    // Nothing is delivered in a signal handler. What it struck has yet to see that something is fresh: it may be about
    // to block.
    if (in_signal_handler()) return interrupt_pending() ? finding::must_wait : finding::nothing;
    in_ordinary_code = true;
  }
  const std::uint32_t bits = pending.fetch_and(~pending_bit::fresh, std::memory_order_seq_cst);
  await_signallers(record);  // a signal under way because of that bit strikes here, not in code of others
  revive_timers();
  if ((bits & pending_bit::any_interrupt) == 0) return finding::nothing;
  // An error code passes through no frame, and so does no harm while the stack unwinds.
  if (how == how_delivered::by_throwing && std::uncaught_exceptions() > 0) return finding::must_wait;
  if (!mask_allows(record, where, bits)) {
    note_held_by_mask(record);
    return finding::must_wait;
  }
  if (!in_ordinary_code && in_signal_handler()) return finding::must_wait;
  collect(record, bits);
  record.lock.lock();
  found = most_severe(record);
  if (!found) refresh_pending(record);
  record.lock.unlock();
  if (!found)
    return (bits & pending_bit::keyboard) != 0 && record.protect_depth != 0 ? finding::must_wait : finding::nothing;
  if (how == how_delivered::by_throwing && !throw_is_safe(exception_of(found), frame)) return finding::must_wait;
  return finding::may_deliver;
}

// For last_interrupt(). A Ctrl-C is remembered by a copy: to keep it alive would keep it unhandled.
std::exception_ptr to_remember(const std::exception_ptr& delivered, bool keyboard) {
  return keyboard ? std::make_exception_ptr(keyboard_interrupt()) : delivered;
}

}  // namespace

void refresh_pending(thread_record& mine) noexcept {
  auto& pending = asyncsafe_this_block.pending;
  std::uint32_t wanted = 0;
  if (!mine.queue.empty()) wanted |= pending_bit::thrown;
  if (mine.stop_wanted()) wanted |= pending_bit::stop;
  constexpr std::uint32_t ours = pending_bit::thrown | pending_bit::stop;
  std::uint32_t found = pending.load(std::memory_order_relaxed);
  while (!pending.compare_exchange_weak(found, (found & ~ours) | wanted)) {
  }
  if (((found & ~ours) | wanted) & pending_bit::any_interrupt) return;
  mine.waiting_since.store(0);
  mine.watchdog_told.store(false);
}

bool deliverable(point where, how_delivered how) {
  thread_record* record = asyncsafe_this_block.record.load(std::memory_order_relaxed);
  if (record == nullptr) return false;
  candidate found;
  const finding result = look(*record, where, how, __builtin_frame_address(0), found);
  if (result == finding::must_wait) count_deferral();
  return result == finding::may_deliver;
}

std::exception_ptr take(point where, how_delivered how) {
  thread_record* record = asyncsafe_this_block.record.load(std::memory_order_relaxed);
  if (record == nullptr) return nullptr;
  if ((asyncsafe_this_block.pending.load(std::memory_order_relaxed) & pending_bit::counting) != 0) count_point(*record);
  for (;;) {
    candidate found;
    const finding result = look(*record, where, how, __builtin_frame_address(0), found);
    if (result == finding::must_wait) count_deferral();
    if (result != finding::may_deliver) return nullptr;
    std::exception_ptr delivered = exception_of(found);
    const bool keyboard = !found.level && found.sent->rank == severity::keyboard;
    std::exception_ptr last;  // and then what it replaces, released after the lock: its destructor is user code
    if (how == how_delivered::by_error_code) last = to_remember(delivered, keyboard);
    record->lock.lock();
    if (!found.level && found.sent->state != message_state::queued) {  // revoked while we looked
      refresh_pending(*record);
      record->lock.unlock();
      continue;
    }
    if (!found.level) {
      record->queue.take_out(*found.sent);
      settle(*found.sent, message_state::delivered);
      found.sent->exception = nullptr;  // a ticket may live on; the exception is its handler's
    }
    if (how == how_delivered::by_error_code) record->last.swap(last);
    note_delivered(*record);
    refresh_pending(*record);
    record->lock.unlock();
    mark_delivered(delivered);
    return delivered;
  }
}

bool handler_must_not_wait_for_it() noexcept {
  return (asyncsafe_this_block.pending.load(std::memory_order_relaxed) & pending_bit::fresh) != 0 && in_signal_handler();
}

void take_and_throw(point where) {
  if (std::exception_ptr e = take(where, how_delivered::by_throwing)) std::rethrow_exception(std::move(e));
}

void deliver_at(point where) { take_and_throw(where); }

void deliver_at_guard_exit() {
  // A destructor cannot see that pthread_cancel or pthread_exit unwinds through it, and a throw would end that.
  if (thread_is_exiting()) {
    count_deferral();
    return;
  }
  take_and_throw(point::unmask);
}

}  // namespace asyncsafe::detail

namespace asyncsafe::inline v0 {

std::exception_ptr last_interrupt() noexcept {
  detail::thread_record* record = asyncsafe_this_block.record.load(std::memory_order_relaxed);
  return record != nullptr ? record->last : nullptr;
}

}  // namespace asyncsafe
