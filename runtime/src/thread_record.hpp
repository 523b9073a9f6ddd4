// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What other threads need to know of a thread. Records live in type-stable memory: they are recycled, never
// freed, so that a waker may touch one after its thread has gone; the generation tells whose it is now.
#pragma once

#include "futex.hpp"
#include "message.hpp"
#include "watch.hpp"

#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/stop.hpp>

#include <deque>
#include <memory>
#include <sys/types.h>
#include <vector>

namespace asyncsafe::inline v0::detail {

/// What the helper thread, and nobody else, knows of a record.
struct care {
  std::uint64_t generation = 0;
  std::int64_t since = 0;
  std::chrono::milliseconds backoff{1};
  steady_time next{};
  int kicks = 0;
  int looks_that_found_it_blocked = 0;
  bool complained = false;
};

struct thread_record {
  raw_lock lock;
  std::uint64_t generation = 0;   // odd while a thread owns the record
  thread_block* block = nullptr;  // null before the thread has adopted the record and after it ended
  pid_t tid = 0;
  std::uint32_t pending_before_start = 0;
  std::vector<std::uint64_t> scopes;  // ids of the open interrupt scopes, outermost first
  message_queue queue;
  std::exception_ptr last;        // delivered as an error code; one that is thrown belongs to who catches it
  std::exception_ptr suppressed;  // outranked

  // Owner only.
  level* innermost_stop = nullptr;
  std::uint64_t protect_depth = 0;  // keyboard_interrupt_scope::protect
  struct grace_period* grace = nullptr;
  std::uint64_t points = 0;                                          // delivery points passed while testing counts them
  std::deque<std::pair<std::uint64_t, std::exception_ptr>> planned;  // testing: raise the exception at that point
  std::exception_ptr (*external)(void*) = nullptr;
  void* external_argument = nullptr;

  // Any thread, without the lock.
  std::atomic<int> event_fd{-1};               // made when the fallback first needs it, kept with the record
  std::atomic<watch_node*> watches{nullptr};   // kept with the record, too
  std::atomic<std::uint32_t> permit{0};        // the parker's futex word
  std::atomic<std::int64_t> waiting_since{0};  // steady ns of the oldest undelivered interrupt; 0: none
  std::atomic<std::int64_t> held_since{0};     // steady ns of its first deferral by a mask
  std::atomic<bool> watchdog_told{false};
  std::atomic<std::uint64_t> stop_left_over{0};  // the generation whose stop a handler could not announce; 0: none
  std::atomic<std::int64_t> wake_at{0};          // steady ns at which a grace period of a system call ends; 0: none
  std::atomic<std::uint32_t> wakers{0};      // who wakes the thread now, without the lock; it does not end meanwhile
  std::atomic<std::uint32_t> signallers{0};  // signals that may still strike it; it does not leave our code meanwhile

  // The helper thread's.
  std::atomic<bool> cared_for{false};  // it looks after this record, or is about to
  thread_record* next_cared = nullptr;
  care mind;

  thread_record* next_free = nullptr;
  thread_record* next_known = nullptr;

  bool stop_wanted() const noexcept;
};

/// The calling thread's record, made at first use.
thread_record& this_record();
/// A record for a thread about to be created; the thread takes it over with `adopt_record`.
thread_record& reserve_record();
void adopt_record(thread_record&) noexcept;
/// Gives a reserved record back that no thread took over.
void abandon_record(thread_record&) noexcept;
/// All records ever made, for the fork handlers and the helper thread.
thread_record* known_records() noexcept;

/// Whom to wake; null if there is no such thread yet.
struct wake_target {
  thread_block* block = nullptr;
  pid_t tid = 0;
};
/// Sets bits; `record.lock` is held. The caller must release the lock and then pass the target to wake_announced(): to
/// wake under the lock would let the woken thread run into it, and sleep again.
[[nodiscard]] wake_target announce(thread_record& record, std::uint32_t bits, steady_time at) noexcept;
/// Wakes the thread if it is blocked; the lock is not held. \return in what it was blocked.
std::uint32_t wake_announced(thread_record& record, const wake_target& target) noexcept;
/// Counts a signal, from before its sender looks at what is pending until it has struck, or will not be sent. The handler
/// counts it out, so that a woken thread need not wait for the sender to run on. Async-signal-safe.
ASYNCSAFE_AS_CALLER void begin_signalling(thread_record& record) noexcept {
  record.signallers.fetch_add(1, std::memory_order_seq_cst);
}
void signal_has_struck(thread_record& record) noexcept;
/// Waits until no signal is on its way to this thread. Called by whoever leaves the stub with something pending, and by
/// whoever clears `fresh`, before code of others can run.
void await_signallers(thread_record& self) noexcept;
/// Wakes the thread if it is blocked now; the lock is held. \return whether it was blocked.
bool kick(thread_record& record) noexcept;
/// Makes one permit available, or wakes the parked thread with it. Needs no lock; async-signal-safe.
ASYNCSAFE_AS_CALLER void unpark(thread_record& record) noexcept {
  record.permit.store(1, std::memory_order_release);
  futex_wake(record.permit, 1);
}

}  // namespace asyncsafe::inline v0::detail
