#include "helper_thread.hpp"

#include "clock.hpp"
#include "die.hpp"
#include "fork.hpp"
#include "kernel_signal.hpp"
#include "stats.hpp"
#include "timer.hpp"
#include "wake.hpp"

#include <algorithm>
#include <cstdio>
#include <pthread.h>

namespace asyncsafe::detail {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds first_kick{1};
constexpr milliseconds longest_kick{64};
constexpr milliseconds linger{200};  // keep looking that long, so that a busy sender need not wake us each time
constexpr int kicks_before_doubt = 6;

std::atomic<bool> running{false};
std::atomic<std::uint32_t> bell{0};
std::atomic<bool> sleeping{false};  // for long: a new interrupt must ring
raw_lock start_lock;

struct care {
  std::uint64_t generation = 0;
  std::int64_t since = 0;
  milliseconds backoff = first_kick;
  steady_time next{};
  int kicks = 0;
  bool complained = false;
};

// Whether the thread blocks our signal: then nothing can wake it, and its owner must hear of it.
bool blocks_our_signal(pid_t tid) noexcept {
  char path[64];
  std::snprintf(path, sizeof path, "/proc/self/task/%d/status", static_cast<int>(tid));
  std::FILE* file = std::fopen(path, "re");
  if (file == nullptr) return false;
  char line[256];
  unsigned long long blocked = 0;
  while (std::fgets(line, sizeof line, file) != nullptr)
    if (std::sscanf(line, "SigBlk: %llx", &blocked) == 1) break;
  std::fclose(file);
  return (blocked & sigset_bit(interrupt_signal())) != 0;
}

void doubt(care& mind, pid_t tid) noexcept {
  check_handler_is_ours();
  if (mind.complained || !blocks_our_signal(tid)) return;
  mind.complained = true;
  complain("thread %d blocks signal %d, which is reserved for interrupts, and sits in a system call: its interrupt "
           "waits until the call ends; do not block that signal",
           static_cast<int>(tid), interrupt_signal());
}

// Returns when this record wants to be looked at again; max if not at all.
steady_time attend(thread_record& record, care& mind, steady_time at) noexcept {
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
  const bool unseen =
      alive && (record.block->pending.load(std::memory_order_relaxed) & pending_bit::fresh) != 0;
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
    if (kick(record)) {
      if (++mind.kicks >= kicks_before_doubt) tid = record.tid;
      mind.backoff = std::min(mind.backoff * 2, longest_kick);
    }
    mind.next = at + mind.backoff;
  }
  if (unseen) next = std::min(next, mind.next);
  record.lock.unlock();
  if (tid != 0) doubt(mind, tid);
  if (const std::int64_t again = consult_watchdog(record, at.time_since_epoch().count()))
    next = std::min(next, steady_time(steady_time::duration(again)));
  return next;
}

void* help(void*) noexcept {
  ::pthread_setname_np(::pthread_self(), "asyncsafe");
  auto& minds = *new std::vector<std::pair<thread_record*, care>>;
  steady_time idle_since = std::chrono::steady_clock::now();
  for (;;) {
    const std::uint32_t rung = bell.load(std::memory_order_acquire);
    const steady_time at = std::chrono::steady_clock::now();
    steady_time next = steady_time::max();
    for (thread_record* record = known_records(); record != nullptr; record = record->next_known) {
      auto found = std::find_if(minds.begin(), minds.end(), [&](const auto& m) { return m.first == record; });
      if (found == minds.end()) found = minds.insert(minds.end(), {record, care{}});
      next = std::min(next, attend(*record, found->second, at));
    }
    const steady_time timer = fire_due_timers();
    if (next != steady_time::max()) {
      idle_since = at;
      next = std::max(next, at + milliseconds(1));
    } else if (at - idle_since < linger || watchdog_is_set()) {
      next = at + milliseconds(4);
    }
    next = std::min(next, timer);
    sleeping.store(next - at > milliseconds(4), std::memory_order_seq_cst);
    const timespec until = as_timespec(next);
    if (bell.load(std::memory_order_seq_cst) == rung)
      futex_wait(bell, rung, next == steady_time::max() ? nullptr : &until);
    sleeping.store(false, std::memory_order_relaxed);
    if (next == steady_time::max()) idle_since = std::chrono::steady_clock::now();
  }
}

void start() noexcept {
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

void look_after_late_interrupts() noexcept {
  if (!running.load(std::memory_order_acquire)) start();
  bell.fetch_add(1, std::memory_order_seq_cst);
  // While it lingers it looks every few milliseconds anyway, soon enough for a wake-up that is only a second chance.
  if (sleeping.load(std::memory_order_seq_cst)) futex_wake(bell, 1);
}

void wake_and_look_after(thread_record& record, const wake_target& target) noexcept {
  if (target.block == nullptr) return;
  const std::uint32_t blocked = wake_announced(record, target);
  if (blocked == blocked_in::system_call || watchdog_is_set() || !wakes_are_ordered()) look_after_late_interrupts();
}

void wake_at(thread_record& record, steady_time at) noexcept {
  record.wake_at.store(at.time_since_epoch().count());
  look_after_late_interrupts();
}

void forget_helper_thread() noexcept {
  running.store(false);
  sleeping.store(false);
  start_lock.reset();
}

}  // namespace asyncsafe::detail
