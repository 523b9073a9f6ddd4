#include "fork.hpp"

#include "timer.hpp"

#include <pthread.h>

namespace asyncsafe::detail {
namespace {

void before() noexcept {
  lock_timers();  // whose holder may take a record's lock
  lock_all_records();
}
void in_parent() noexcept {
  unlock_all_records();
  unlock_timers();
}
void in_child() noexcept {
  keep_only_this_thread();
  forget_helper_thread();
  forget_pending_signals();
  keep_timers_of_this_thread();
  unlock_all_records();
  unlock_timers();
}

}  // namespace

void register_fork_handlers() noexcept { ::pthread_atfork(before, in_parent, in_child); }

}  // namespace asyncsafe::detail
