#include "fork.hpp"

#include <pthread.h>

namespace asyncsafe::detail {
namespace {

void before() noexcept { lock_all_records(); }
void in_parent() noexcept { unlock_all_records(); }
void in_child() noexcept {
  keep_only_this_thread();
  forget_helper_thread();
  forget_pending_signals();
  unlock_all_records();
}

}  // namespace

void register_fork_handlers() noexcept { ::pthread_atfork(before, in_parent, in_child); }

}  // namespace asyncsafe::detail
