// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fork.hpp"

#include "timer.hpp"

#include <atomic>
#include <pthread.h>

namespace asyncsafe::inline v0::detail {
namespace {

// The outer first.
void before() noexcept {
  lock_installation();
  lock_helper_thread();
  lock_custody();
  lock_watchdog();
  lock_timers();
  lock_all_records();
}

void unlock_everything() noexcept {
  unlock_all_records();
  unlock_timers();
  unlock_watchdog();
  unlock_custody();
  unlock_helper_thread();
  unlock_installation();
}

void in_parent() noexcept { unlock_everything(); }

void in_child() noexcept {
  keep_only_this_thread();
  forget_helper_thread();
  forget_pending_signals();
  keep_timers_of_this_thread();
  unlock_everything();
}

}  // namespace

void register_fork_handlers() noexcept {
  static std::atomic<bool> done{false};
  if (!done.exchange(true)) ::pthread_atfork(before, in_parent, in_child);
}

// Early among the constructors: those of the program may start threads.
[[gnu::constructor(101)]] static void when_loaded() noexcept { register_fork_handlers(); }

}  // namespace asyncsafe::inline v0::detail
