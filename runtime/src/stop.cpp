#include <asyncsafe/stop.hpp>

#include "helper_thread.hpp"
#include "level.hpp"

namespace asyncsafe {
namespace detail {

bool thread_record::stop_wanted() const noexcept {
  for (const level *scope = innermost_stop; scope != nullptr; scope = scope->outer) {
    if (scope->wanted(*scope))
      return true;
    if (scope->shields)
      return false;
  }
  return false;
}

void announce_level(const scope_token &owner) noexcept {
  thread_record &record = *owner.record();
  wake_target target;
  record.lock.lock();
  if (record.generation == owner.generation())
    target = announce(record, pending_bit::stop, std::chrono::steady_clock::now());
  record.lock.unlock();
  wake_and_look_after(record, target);
}

void enter_level(thread_record &self, level &scope) noexcept {
  self.lock.lock();
  scope.outer = self.innermost_stop;
  self.innermost_stop = &scope;
  if (scope.shields)
    refresh_pending(self);
  self.lock.unlock();
}

void leave_level(const level &scope) noexcept {
  thread_record *self = asyncsafe_this_block.record.load(std::memory_order_relaxed);
  if (self == nullptr || self->innermost_stop != &scope)
    die("stop_scopes or cancel_scopes ended in the wrong order, or on another thread than they began on");
  self->lock.lock();
  self->innermost_stop = scope.outer;
  refresh_pending(*self);
  self->lock.unlock();
}

} // namespace detail

void stop_scope::notify::operator()() const noexcept { detail::announce_level(owner); }

bool stop_scope::is_asked(const detail::level &self) noexcept {
  return static_cast<const stop_scope &>(self).token_.stop_requested();
}

stop_scope::stop_scope(std::stop_token token) : level(is_asked), token_(std::move(token)) {
  detail::enter_level(detail::this_record(), *this);
  // After the scope is in place: the callback may run at once.
  callback_.emplace(token_, notify{this_thread::token()});
}

stop_scope::~stop_scope() {
  callback_.reset(); // waits for one that runs
  detail::leave_level(*this);
}

} // namespace asyncsafe
