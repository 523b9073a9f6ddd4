// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "signal_custody.hpp"

#include "fork.hpp"
#include "futex.hpp"
#include "raw_io.hpp"
#include "sanitizer_hooks.hpp"

#include <sched.h>

namespace asyncsafe::inline v0::detail {
namespace {

struct custody_of_signal {
  std::atomic<signal_holder*> newest{nullptr};
  std::atomic<int> in_handler{0};  // handlers between their first and their last instruction
  kernel_sigaction left{};         // what to restore where ours is found in force and nobody holds the signal
};
custody_of_signal custodies[signal_limit];
raw_lock custody_lock;  // orders beginnings and ends; handlers only try it

ASYNCSAFE_HANDLER void on_signal(int number, siginfo_t* info, void*);

bool is_ours(const kernel_sigaction& action) noexcept { return action.action == on_signal; }

// Where the holder is just beginning, whoever comes first says since when it gets signals: all must answer alike, later too,
// when it is asked who was told.
ASYNCSAFE_HANDLER bool gets(signal_holder& holder, const arrived_signal& signal) noexcept {
  std::uint64_t since = holder.since.load(std::memory_order_seq_cst);
  if (since == signal_holder::not_yet && holder.since.compare_exchange_strong(since, signal.order)) return true;
  return since <= signal.order;
}

// In order of custody: the signal itself, then the wake; the reverse loses signals.
ASYNCSAFE_HANDLER void hand_to(signal_holder& holder, const arrived_signal& signal) noexcept {
  holder.arrived->put(signal);
  if (holder.waiter == nullptr) return;
  raise_event(holder.event_fd);  // full means: awake already
  if (thread_record* who = load_as_caller(*holder.waiter)) unpark(*who);
}

// Nobody holds it. The last one has put back what was found, and the signal is for that; unless somebody else's handler was
// there at that time, and has put ours back since. Then nobody else would ever take ours away.
ASYNCSAFE_HANDLER void pass_on(int number, const siginfo_t& info) noexcept {
  const custody_of_signal& c = custodies[number];
  if (custody_lock.try_lock()) {
    kernel_sigaction now;
    if (load_as_caller(c.newest) == nullptr && change_action(number, nullptr, &now) == 0 && now.action == on_signal)
      change_action(number, &c.left, nullptr);
    custody_lock.unlock();
  }
  signal_self_again(number, info);
}

ASYNCSAFE_HANDLER void on_signal(int number, siginfo_t* info, void*) {
  const int saved = errno;
  custody_of_signal& c = custodies[number];
  c.in_handler.fetch_add(1, std::memory_order_seq_cst);
  // Its place in the order first: who began before that is in the list.
  const arrived_signal signal{number, next_arrival(), *info, 0};
  bool told = false;
  for (signal_holder* each = load_as_caller(c.newest); each != nullptr; each = load_as_caller(each->older)) {
    if (!gets(*each, signal) || (told && each->defers)) continue;
    hand_to(*each, signal);
    told = true;
    if (each->defers) break;
  }
  if (!told) pass_on(number, *info);
  c.in_handler.fetch_sub(1, std::memory_order_seq_cst);
  errno = saved;
}

// The lock is held from here on.

void link(signal_holder& h) noexcept {
  custody_of_signal& c = custodies[h.number];
  kernel_sigaction now;
  if (change_action(h.number, nullptr, &now) != 0) return;
  signal_holder* const before = c.newest.load();
  if (!is_ours(now)) {
    if (h.defers && now.handler == SIG_IGN) return;
    h.displaced = true;
    h.found = now;
    h.above_ours = before != nullptr;
  } else if (before == nullptr) {  // put back by somebody after our end
    h.displaced = true;
    h.found = c.left;
  }
  h.linked = true;
  h.older.store(before);
  c.newest.store(&h, std::memory_order_seq_cst);
}

// Nobody needs our handler any more where it displaced `h.found`, or somebody who began later does.
void put_back(signal_holder& h, signal_holder* newer) noexcept {
  if (newer != nullptr && !newer->displaced) {
    newer->displaced = true;
    newer->found = h.found;
    newer->above_ours = h.above_ours;
    return;
  }
  if (!h.above_ours) custodies[h.number].left = h.found;
  kernel_sigaction now;
  if (newer == nullptr && change_action(h.number, nullptr, &now) == 0 && is_ours(now))
    change_action(h.number, &h.found, nullptr);
}

void unlink(signal_holder& h) noexcept {
  custody_of_signal& c = custodies[h.number];
  signal_holder* newer = nullptr;
  for (signal_holder* each = c.newest.load(); each != &h; each = each->older.load()) newer = each;
  // First: a signal that finds nobody would be sent again and again until the disposition is back.
  if (h.displaced) put_back(h, newer);
  (newer != nullptr ? newer->older : c.newest).store(h.older.load(), std::memory_order_seq_cst);
}

struct custody_guard {
  custody_guard() noexcept { custody_lock.lock(); }
  ~custody_guard() { custody_lock.unlock(); }
};

template <class F>
void for_each_holder(int number, F&& f) noexcept {
  for (signal_holder* each = custodies[number].newest.load(); each != nullptr; each = each->older.load()) f(*each);
}

}  // namespace

void begin_custody(signal_holder* holders, std::size_t count) noexcept {
  const kernel_sigaction ours = make_action(on_signal, SA_RESTART | SA_ONSTACK, ~kernel_sigset{0});
  const no_handlers whole;  // one that struck here and found nobody would strike again and again
  const custody_guard guard;
  for (std::size_t i = 0; i < count; ++i) link(holders[i]);
  const std::uint64_t now = next_arrival();
  for (std::size_t i = 0; i < count; ++i) {
    std::uint64_t none = signal_holder::not_yet;
    holders[i].since.compare_exchange_strong(none, now, std::memory_order_seq_cst);
  }
  for (std::size_t i = 0; i < count; ++i)
    if (holders[i].linked && holders[i].displaced) change_action(holders[i].number, &ours, nullptr);
}

void end_custody(signal_holder* holders, std::size_t count) noexcept {
  const no_handlers whole;
  {
    const custody_guard guard;
    for (std::size_t i = 0; i < count; ++i)
      if (holders[i].linked) unlink(holders[i]);
  }
  for (std::size_t i = 0; i < count; ++i)  // on other threads
    while (custodies[holders[i].number].in_handler.load(std::memory_order_seq_cst) != 0) ::sched_yield();
}

bool hold_further(const arrived_signal& signal) noexcept {
  const no_handlers whole;
  const custody_guard guard;
  signal_holder* const newest = custodies[signal.number].newest.load();
  if (newest == nullptr || !newest->defers) return false;
  newest->arrived->put(signal);
  return true;
}

bool receivers_were_told(const arrived_signal& signal) noexcept {
  bool told = false;
  const no_handlers whole;
  const custody_guard guard;
  for_each_holder(signal.number, [&](signal_holder& h) { told = told || (!h.defers && gets(h, signal)); });
  return told;
}

bool is_held(int number) noexcept {
  bool held = false;
  const no_handlers whole;
  const custody_guard guard;
  for_each_holder(number, [&](const signal_holder& h) { held = held || (h.defers && !h.arrived->empty()); });
  return held;
}

void forget_held_signals() noexcept {
  for (int number = 0; number < signal_limit; ++number) {
    for_each_holder(number, [](signal_holder& h) {
      h.arrived->clear();
      if (h.waiter != nullptr) h.waiter->store(nullptr);
      if (h.leads) renew_event(h.event_fd);
    });
    custodies[number].in_handler.store(0);
  }
}

void lock_custody() noexcept { custody_lock.lock(); }
void unlock_custody() noexcept { custody_lock.unlock(); }

}  // namespace asyncsafe::inline v0::detail
