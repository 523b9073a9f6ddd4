// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "helper_thread.hpp"

#include "clock.hpp"
#include "die.hpp"
#include "fork.hpp"
#include "kernel_signal.hpp"
#include "process_wide.hpp"
#include "raw_io.hpp"
#include "sanitizer_hooks.hpp"
#include "stats.hpp"
#include "timer.hpp"
#include "wake.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <pthread.h>
#include <utility>

namespace asyncsafe::inline v0::detail {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds longest_kick{64};
constexpr int kicks_before_doubt = 6;
constexpr int looks_before_complaint = 3;

std::atomic<bool> running{false};
std::atomic<std::uint32_t> bell{0};
std::atomic<bool> sleeping{false};  // for long: a new interrupt must ring
std::atomic<std::uint64_t> looks{0};
raw_lock start_lock;

// Records to look after, pushed by whoever posts; the helper takes them all. Those that need nothing any more are not
// looked at again, so that an interrupt costs the same however many threads there are, or were.
std::atomic<thread_record*> newly_cared{nullptr};

ASYNCSAFE_HANDLER void ring() noexcept {
  bell.fetch_add(1, std::memory_order_seq_cst);
  // Within the next milliseconds it looks anyway, soon enough for a wake-up that is only a second chance.
  if (sleeping.load(std::memory_order_seq_cst)) futex_wake(bell, 1);
}

ASYNCSAFE_HANDLER void hand_over(thread_record& record) noexcept {
  if (record.cared_for.exchange(true, std::memory_order_seq_cst)) return;
  thread_record* first = newly_cared.load(std::memory_order_relaxed);
  do {
    record.next_cared = first;
  } while (!newly_cared.compare_exchange_weak(first, &record, std::memory_order_seq_cst));
}

// Whether the thread blocks our signal: then nothing can wake it, and its owner must hear of it.
bool blocks_our_signal(pid_t tid) noexcept {
  char text[4096];  // no stream: its buffer would be the first memory that this thread allocates, an arena of its own
  std::snprintf(text, sizeof text, "/proc/self/task/%d/status", static_cast<int>(tid));
  const long file = raw_call(SYS_openat, AT_FDCWD, text, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const long length = raw_read(static_cast<int>(file), text, sizeof text - 1);
  raw_close(static_cast<int>(file));
  text[std::max(length, 0L)] = '\0';
  unsigned long long blocked = 0;
  if (const char* line = std::strstr(text, "SigBlk:")) std::sscanf(line, "SigBlk: %llx", &blocked);
  return (blocked & sigset_bit(interrupt_signal())) != 0;
}

void doubt(care& mind, pid_t tid) noexcept {
  if (!signal_is_reserved()) return;
  check_handler_is_ours();
  if (mind.complained) return;
  // Handlers block it, too, for as long as they run: on a machine without time for them, that is long.
  mind.looks_that_found_it_blocked = blocks_our_signal(tid) ? mind.looks_that_found_it_blocked + 1 : 0;
  if (mind.looks_that_found_it_blocked < looks_before_complaint) return;
  mind.complained = true;
  complain(
      "thread %d blocks signal %d, which is reserved for interrupts, and sits in a system call: its interrupt "
      "waits until the call ends; do not block that signal",
      static_cast<int>(tid), interrupt_signal());
}

// Returns when this record wants to be looked at again; max if not at all.
steady_time attend(thread_record& record, steady_time at) noexcept {
  looks.fetch_add(1, std::memory_order_relaxed);
  care& mind = record.mind;
  steady_time next = steady_time::max();
  const std::int64_t since = record.waiting_since.load();
  record.lock.lock();
  const bool alive = record.generation % 2 == 1 && record.block != nullptr;
  if (!alive || mind.generation != record.generation || mind.since != since) {
    mind = care{};
    mind.generation = record.generation;
    mind.since = since;
    mind.next = at + mind.backoff;
  }
  const bool unseen = alive && (record.block->pending.load(std::memory_order_relaxed) & pending_bit::fresh) != 0;
  const std::int64_t grace_ends = record.wake_at.load();
  pid_t tid = 0;
  if (alive && grace_ends != 0) {
    const steady_time ends{steady_time::duration(grace_ends)};
    if (now() >= ends) {
      record.wake_at.store(0);
      notify_block(*record.block, record.tid, record, 0);
    } else {
      next = clock_is_fake() ? at + milliseconds(4) : ends;
    }
  }
  if (unseen && at >= mind.next) {
    if (kick(record) && ++mind.kicks >= kicks_before_doubt) tid = record.tid;
    mind.backoff = std::min(mind.backoff * 2, longest_kick);
    mind.next = at + mind.backoff;
  }
  if (unseen) next = std::min(next, mind.next);
  record.lock.unlock();
  if (tid != 0) doubt(mind, tid);
  if (const std::int64_t again = consult_watchdog(record, at.time_since_epoch().count()))
    next = std::min(next, steady_time(steady_time::duration(again)));
  return next;
}

// Adds what was handed to us.
void take_over(thread_record*& cared) noexcept {
  for (thread_record* record = newly_cared.exchange(nullptr, std::memory_order_seq_cst); record != nullptr;) {
    thread_record* const next = std::exchange(record->next_cared, cared);
    cared = std::exchange(record, next);
  }
}

// Attends all, and lets go of those that need nothing. \return when the next one wants to be looked at.
steady_time attend_all(thread_record*& cared, steady_time at) noexcept {
  steady_time next = steady_time::max();
  thread_record* left = std::exchange(cared, nullptr);
  while (left != nullptr) {
    thread_record& record = *std::exchange(left, left->next_cared);
    steady_time wanted = attend(record, at);
    if (wanted == steady_time::max()) {
      record.cared_for.store(false, std::memory_order_seq_cst);
      wanted = attend(record, at);  // who posted before that store found it handed over already
      if (wanted == steady_time::max() || record.cared_for.exchange(true)) continue;
    }
    next = std::min(next, wanted);
    record.next_cared = cared;
    cared = &record;
  }
  return next;
}

void* help(void*) noexcept {
  ::pthread_setname_np(::pthread_self(), "asyncsafe");
  thread_record* cared = nullptr;
  for (;;) {
    const std::uint32_t rung = bell.load(std::memory_order_acquire);
    const steady_time at = std::chrono::steady_clock::now();
    take_over(cared);
    steady_time next = attend_all(cared, at);
    next = std::min(next, fire_due_timers());
    if (next != steady_time::max()) next = std::max(next, at + milliseconds(1));
    const bool long_sleep = next - at > milliseconds(4);
    sleeping.store(long_sleep, std::memory_order_seq_cst);
    const timespec until = as_timespec(next);
    const std::uint32_t found = bell.load(std::memory_order_seq_cst);
    if (!long_sleep || found == rung) futex_wait(bell, found, next == steady_time::max() ? nullptr : &until);
    sleeping.store(false, std::memory_order_relaxed);
  }
}

void start() noexcept {
  if (!may_start_helper_thread()) return;
  start_lock.lock();
  if (!running.load(std::memory_order_relaxed)) {
    // It must take no signal of the program's.
    const kernel_sigset before = change_mask(SIG_SETMASK, ~kernel_sigset{0});
    pthread_attr_t detached;
    ::pthread_attr_init(&detached);
    ::pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    pthread_t thread;
    if (::pthread_create(&thread, &detached, help, nullptr) == 0) running.store(true, std::memory_order_release);
    ::pthread_attr_destroy(&detached);
    change_mask(SIG_SETMASK, before);
  }
  start_lock.unlock();
}

}  // namespace

std::uint64_t looks_of_helper_thread() noexcept { return looks.load(std::memory_order_relaxed); }

bool helper_thread_runs() noexcept { return running.load(std::memory_order_acquire); }

void start_helper_thread() noexcept {
  if (!running.load(std::memory_order_acquire)) start();
}

void ring_helper_thread() noexcept {
  start_helper_thread();
  ring();
}

void look_after(thread_record& record) noexcept {
  hand_over(record);
  start_helper_thread();
  ring();
}

ASYNCSAFE_HANDLER void look_after_if_helped(thread_record& record) noexcept {
  if (!running.load(std::memory_order_acquire)) return;
  hand_over(record);
  ring();
}

void look_after_all() noexcept {
  for (thread_record* record = known_records(); record != nullptr; record = record->next_known) hand_over(*record);
  start_helper_thread();
  ring();
}

void wake_and_look_after(thread_record& record, const wake_target& target) noexcept {
  const std::uint32_t blocked = wake_announced(record, target);
  const bool unsure = target.block != nullptr && !wakes_are_ordered();
  if (blocked == blocked_in::system_call || watchdog_is_set() || unsure) look_after(record);
}

void wake_at(thread_record& record, steady_time at) noexcept {
  record.wake_at.store(at.time_since_epoch().count());
  look_after(record);
}

void lock_helper_thread() noexcept { start_lock.lock(); }
void unlock_helper_thread() noexcept { start_lock.unlock(); }

void forget_helper_thread() noexcept {
  running.store(false);
  sleeping.store(false);
  newly_cared.store(nullptr);
}

}  // namespace asyncsafe::inline v0::detail
