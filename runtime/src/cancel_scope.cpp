// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <asyncsafe/deadline.hpp>

#include "clock.hpp"
#include "process_wide.hpp"
#include "helper_thread.hpp"
#include "level.hpp"

namespace asyncsafe::inline v0 {

deadline_exceeded::deadline_exceeded()
    : std::system_error(std::make_error_code(std::errc::timed_out), "asyncsafe::deadline_exceeded") {}
deadline_exceeded::~deadline_exceeded() = default;
void detail::throw_deadline_exceeded() { throw deadline_exceeded(); }

cancel_scope::cancel_scope(shield outer) noexcept : level(is_cancelled) {
  shields = outer == shield::yes;
  timer_.fire = expire;
  timer_.scope = this;
}

bool cancel_scope::is_cancelled(const detail::level& self) noexcept {
  return static_cast<const cancel_scope&>(self).cancelled_.load(std::memory_order_acquire);
}

void cancel_scope::expire(detail::timer& t) noexcept {
  cancel_scope& self = *static_cast<own_timer&>(t).scope;
  if (!self.cancelled_.exchange(true, std::memory_order_acq_rel)) detail::announce_level_of_timer(self.owner_);
}

void cancel_scope::cancel() noexcept {
  if (!cancelled_.exchange(true, std::memory_order_acq_rel)) detail::announce_level(owner_);
}

bool cancel_scope::cancel_called() const noexcept {
  return cancelled_.load(std::memory_order_acquire) || detail::now() >= level::deadline;
}

void cancel_scope::set_deadline(time_point at) {
  if (at != time_point::max()) detail::require_helper_thread("asyncsafe: a deadline");
  detail::arm(timer_, at);
  level::deadline = at;
}

void cancel_scope::set_shielded(bool on) noexcept {
  detail::thread_record& self = *owner_.record();
  self.lock.lock();
  shields = on;
  detail::refresh_pending(self);
  self.lock.unlock();
}

cancel_scope::runner::runner(time_point deadline, shield outer) : scope_(outer) {
  detail::thread_record& self = detail::this_record();
  scope_.owner_ = this_thread::token();
  scope_.timer_.owner = &self;
  detail::start_helper_thread();  // what looks after the thread once it is cancelled
  detail::enter_level(self, scope_);
  open_ = true;
  try {
    scope_.set_deadline(deadline);
  } catch (...) {
    close();
    throw;
  }
}

void cancel_scope::runner::close() noexcept {
  if (!open_) return;
  open_ = false;
  detail::disarm(scope_.timer_);
  detail::leave_level(scope_);
}

bool cancel_scope::runner::absorbs() const noexcept {
  return scope_.cancelled_.load(std::memory_order_acquire) &&
         (scope_.shields || !scope_.owner_.record()->stop_wanted());
}

std::chrono::steady_clock::time_point current_deadline() noexcept {
  const detail::thread_record* self = asyncsafe_this_block.record.load(std::memory_order_relaxed);
  auto earliest = detail::steady_time::max();
  if (self == nullptr) return earliest;
  for (const detail::level* scope = self->innermost_stop; scope != nullptr; scope = scope->outer) {
    earliest = std::min(earliest, scope->wanted(*scope) ? detail::steady_time::min() : scope->deadline);
    if (scope->shields) break;
  }
  return earliest;
}

}  // namespace asyncsafe
