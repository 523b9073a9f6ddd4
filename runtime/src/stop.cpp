#include <asyncsafe/stop.hpp>

#include "die.hpp"
#include "helper_thread.hpp"
#include "settle.hpp"
#include "thread_record.hpp"

namespace asyncsafe {

bool detail::thread_record::stop_wanted() const noexcept {
  for (const stop_scope* scope = innermost_stop; scope != nullptr; scope = scope->outer_)
    if (scope->token_.stop_requested()) return true;
  return false;
}

void stop_scope::notify::operator()() const noexcept {
  detail::thread_record& record = *owner.record();
  detail::wake_target target;
  record.lock.lock();
  if (record.generation == owner.generation())
    target = detail::announce(record, detail::pending_bit::stop, std::chrono::steady_clock::now());
  record.lock.unlock();
  detail::wake_and_look_after(record, target);
}

stop_scope::stop_scope(std::stop_token token) : token_(std::move(token)) {
  detail::thread_record& self = detail::this_record();
  self.lock.lock();
  outer_ = self.innermost_stop;
  self.innermost_stop = this;
  self.lock.unlock();
  // After the scope is in place: the callback may run at once.
  callback_.emplace(token_, notify{this_thread::token()});
}

stop_scope::~stop_scope() {
  callback_.reset();  // waits for one that runs
  detail::thread_record* self = asyncsafe_this_block.record.load(std::memory_order_relaxed);
  if (self == nullptr || self->innermost_stop != this)
    detail::die("stop_scopes ended in the wrong order, or on another thread than they began on");
  self->lock.lock();
  self->innermost_stop = outer_;
  detail::refresh_pending(*self);
  self->lock.unlock();
}

}  // namespace asyncsafe
