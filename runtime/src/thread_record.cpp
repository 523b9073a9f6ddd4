// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "thread_record.hpp"

#include "clock.hpp"
#include "die.hpp"
#include "fork.hpp"
#include "kernel_signal.hpp"
#include "raw_io.hpp"
#include "sanitizer_hooks.hpp"
#include "prepared.hpp"
#include "settle.hpp"
#include "wake.hpp"

#include <new>
#include <pthread.h>

thread_local constinit asyncsafe::detail::thread_block asyncsafe_this_block;

namespace asyncsafe::inline v0::detail {
namespace {

raw_lock pool_lock;
thread_record* first_known = nullptr;  // every record ever made
thread_record* first_free = nullptr;

pthread_key_t exit_key;
std::atomic<bool> exit_key_made{false};

thread_record* take_record() {
  pool_lock.lock();
  thread_record* record = first_free;
  if (record != nullptr) first_free = record->next_free;
  pool_lock.unlock();
  if (record != nullptr) return record;
  record = new thread_record;
  pool_lock.lock();
  record->next_known = first_known;
  first_known = record;
  pool_lock.unlock();
  return record;
}

constexpr std::uint32_t thread_waits = 1U << 31;  // for the count to become zero

void await_none(std::atomic<std::uint32_t>& count) noexcept {
  for (int spin = 0; spin < 20; ++spin) {  // short: on a busy machine the woken thread has taken its waker's processor
    if (count.load(std::memory_order_seq_cst) == 0) return;
    relax();
  }
  count.fetch_or(thread_waits, std::memory_order_acq_rel);
  for (std::uint32_t found; (found = count.load(std::memory_order_acquire)) != thread_waits;)
    futex_wait(count, found, nullptr);
  count.fetch_and(~thread_waits, std::memory_order_relaxed);
}

void count_out(std::atomic<std::uint32_t>& count) noexcept {
  if (count.fetch_sub(1, std::memory_order_acq_rel) == (thread_waits | 1)) futex_wake(count, 1);
}

void give_back(thread_record& record) noexcept {
  message_queue undelivered;  // destroyed without the lock: exceptions run user code
  std::exception_ptr last;
  std::exception_ptr suppressed;
  record.lock.lock();
  ++record.generation;
  record.block = nullptr;
  record.tid = 0;
  record.pending_before_start = 0;
  undelivered.swap(record.queue);
  last.swap(record.last);
  suppressed.swap(record.suppressed);
  record.scopes.clear();
  record.planned.clear();
  record.points = 0;
  record.protect_depth = 0;
  record.grace = nullptr;
  record.innermost_stop = nullptr;
  record.external = nullptr;
  record.waiting_since.store(0);
  record.held_since.store(0);
  record.watchdog_told.store(false);
  for (message* m = undelivered.first().get(); m != nullptr; m = m->next.get()) settle(*m, message_state::gone);
  record.lock.unlock();
  // One that announced itself before the record lost its block still reads that block, and signals that thread.
  await_none(record.wakers);
  record.signallers.store(0, std::memory_order_relaxed);  // a signal that strikes from here on finds no record
  pool_lock.lock();
  record.next_free = first_free;
  first_free = &record;
  pool_lock.unlock();
}

// A pthread key, not a C++ thread_local: it runs after all of those, whose destructors may still use the runtime,
// and again if one of the later ones attached the thread anew.
void on_thread_exit(void* raw) noexcept {
  asyncsafe_this_block.record.store(nullptr, std::memory_order_relaxed);
  asyncsafe_this_block.pending.store(0, std::memory_order_relaxed);
  give_back(*static_cast<thread_record*>(raw));
}

void own(thread_record& record) noexcept {
  asyncsafe_this_block.record.store(&record, std::memory_order_relaxed);
  ::pthread_setspecific(exit_key, &record);
}

void prepare_process() {
  if (exit_key_made.load(std::memory_order_acquire)) return;
  register_fork_handlers();
  ensure_wakeable();
  pool_lock.lock();
  if (!exit_key_made.load(std::memory_order_relaxed)) {
    if (::pthread_key_create(&exit_key, on_thread_exit) != 0) die("no pthread key left for thread exit");
    exit_key_made.store(true, std::memory_order_release);
  }
  pool_lock.unlock();
}

}  // namespace

thread_record& this_record() {
  if (thread_record* record = asyncsafe_this_block.record.load(std::memory_order_relaxed)) [[likely]]
    return *record;
  prepare_process();
  thread_record& record = *take_record();
  record.lock.lock();
  ++record.generation;
  record.block = &asyncsafe_this_block;
  record.tid = static_cast<pid_t>(::syscall(SYS_gettid));
  record.lock.unlock();
  own(record);
  unblock_interrupt_signal();
  return record;
}

thread_record& reserve_record() {
  prepare_process();
  thread_record& record = *take_record();
  record.lock.lock();
  ++record.generation;
  record.lock.unlock();
  return record;
}

void adopt_record(thread_record& record) noexcept {
  unblock_interrupt_signal();
  own(record);
  record.lock.lock();
  record.block = &asyncsafe_this_block;
  record.tid = static_cast<pid_t>(::syscall(SYS_gettid));
  asyncsafe_this_block.pending.fetch_or(record.pending_before_start, std::memory_order_relaxed);
  record.pending_before_start = 0;
  record.lock.unlock();
}

void abandon_record(thread_record& record) noexcept { give_back(record); }

thread_record* known_records() noexcept {
  pool_lock.lock();
  thread_record* first = first_known;
  pool_lock.unlock();
  return first;
}

void lock_all_records() noexcept {
  pool_lock.lock();
  for (thread_record* record = first_known; record != nullptr; record = record->next_known) record->lock.lock();
}

void unlock_all_records() noexcept {
  for (thread_record* record = first_known; record != nullptr; record = record->next_known) record->lock.unlock();
  pool_lock.unlock();
}

void keep_only_this_thread() noexcept {
  thread_record* mine = asyncsafe_this_block.record.load(std::memory_order_relaxed);
  for (thread_record* record = first_known; record != nullptr; record = record->next_known) {
    for (message* m = record->queue.first().get(); m != nullptr; m = m->next.get()) settle(*m, message_state::gone);
    record->queue.clear();
    record->waiting_since.store(0);
    record->held_since.store(0);
    record->wakers.store(0);
    record->signallers.store(0);
    record->wake_at.store(0);
    record->stop_left_over.store(0);
    record->cared_for.store(false);
    // The parent reads the same eventfd. A new one is made when it is needed.
    if (const int shared = record->event_fd.exchange(-1); shared >= 0) raw_close(shared);
    renew_watches(*record, record == mine);
    if (record == mine) {
      record->tid = static_cast<pid_t>(::syscall(SYS_gettid));
    } else if (record->generation % 2 == 1) {
      // Its thread does not exist in the child. Not recycled: objects of that thread may still be looked at.
      ++record->generation;
      record->block = nullptr;
    }
  }
  forget_prepared_left_over();
  auto& pending = asyncsafe_this_block.pending;
  pending.store(pending.load(std::memory_order_relaxed) & pending_bit::counting, std::memory_order_relaxed);
  if (mine != nullptr && mine->stop_wanted()) pending.fetch_or(pending_bit::stop);
}

wake_target announce(thread_record& record, std::uint32_t bits, steady_time at) noexcept {
  std::int64_t none = 0;
  record.waiting_since.compare_exchange_strong(none, at.time_since_epoch().count());
  if (record.block == nullptr) {
    record.pending_before_start |= bits | pending_bit::fresh;
    return {};
  }
  record.wakers.fetch_add(1, std::memory_order_relaxed);
  record.block->pending.fetch_or(bits | pending_bit::fresh, std::memory_order_seq_cst);
  return {record.block, record.tid};
}

std::uint32_t wake_announced(thread_record& record, const wake_target& target) noexcept {
  if (target.block == nullptr) return blocked_in::nothing;
  const std::uint32_t blocked = wake_block(*target.block, target.tid, record);
  count_out(record.wakers);
  return blocked;
}

ASYNCSAFE_HANDLER void signal_has_struck(thread_record& record) noexcept {
  std::uint32_t found = record.signallers.load(std::memory_order_relaxed);
  do {
    if ((found & ~thread_waits) == 0) return;  // a signal that nobody counted in: not ours
  } while (!record.signallers.compare_exchange_weak(found, found - 1, std::memory_order_acq_rel));
  if (found == (thread_waits | 1)) futex_wake(record.signallers, 1);
}

void await_signallers(thread_record& self) noexcept {
  if (self.signallers.load(std::memory_order_seq_cst) == 0) return;
  // Whoever blocks our signal would wait here for ever: it strikes now.
  const kernel_sigset ours = sigset_bit(interrupt_signal());
  const kernel_sigset before = change_mask(SIG_UNBLOCK, ours);
  await_none(self.signallers);
  if ((before & ours) != 0) change_mask(SIG_BLOCK, ours);
}

void await_own_signallers() noexcept {
  if (thread_record* self = asyncsafe_this_block.record.load(std::memory_order_relaxed)) await_signallers(*self);
}

void settle(message& m, message_state outcome) noexcept {
  m.state = outcome;
  for (thread_record* waiter : m.waiters) unpark(*waiter);
  m.waiters.clear();
}

}  // namespace asyncsafe::detail
