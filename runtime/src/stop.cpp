// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/stop.hpp>

#include "helper_thread.hpp"
#include "kernel_signal.hpp"
#include "level.hpp"
#include "prepared.hpp"

namespace asyncsafe::inline v0 {
namespace detail {

bool thread_record::stop_wanted() const noexcept {
  for (const level* scope = innermost_stop; scope != nullptr; scope = scope->outer) {
    if (scope->wanted(*scope)) return true;
    if (scope->shields) return false;
  }
  return false;
}

namespace {

void announce_stop(thread_record& record, std::uint64_t generation) noexcept {
  wake_target target;
  record.lock.lock();
  if (record.generation == generation) target = announce(record, pending_bit::stop, std::chrono::steady_clock::now());
  record.lock.unlock();
  if (target.block == nullptr) return;
  wake_announced(record, target);
  look_after_if_helped(record);  // it runs since there are levels: here no thread may be started
}

}  // namespace

void announce_level_of_timer(const scope_token& owner) noexcept { announce_stop(*owner.record(), owner.generation()); }

void announce_level(const scope_token& owner) noexcept {
  thread_block& here = asyncsafe_this_block;
  if (here.locks.load(std::memory_order_relaxed) == 0) {
    announce_stop(*owner.record(), owner.generation());
    return;
  }
  owner.record()->stop_left_over.store(owner.generation(), std::memory_order_seq_cst);
  here.left_over.store(true, std::memory_order_relaxed);
}

void finish_what_handlers_left() noexcept {
  asyncsafe_this_block.left_over.store(false, std::memory_order_relaxed);
  for (thread_record* record = known_records(); record != nullptr; record = record->next_known)
    if (const std::uint64_t generation = record->stop_left_over.exchange(0)) announce_stop(*record, generation);
  send_prepared_left_over();
}

void enter_level(thread_record& self, level& scope) noexcept {
  self.lock.lock();
  scope.outer = self.innermost_stop;
  self.innermost_stop = &scope;
  if (scope.shields) refresh_pending(self);
  self.lock.unlock();
}

void leave_level(const level& scope) noexcept {
  thread_record* self = asyncsafe_this_block.record.load(std::memory_order_relaxed);
  if (self == nullptr || self->innermost_stop != &scope)
    die("stop_scopes or cancel_scopes ended in the wrong order, or on another thread than they began on");
  self->lock.lock();
  self->innermost_stop = scope.outer;
  refresh_pending(*self);
  self->lock.unlock();
}

}  // namespace detail

// May run in a signal handler: std::stop_source::request_stop does, if that is where it is called.
void stop_scope::notify::operator()() const noexcept { detail::announce_level(owner); }

bool stop_scope::is_asked(const detail::level& self) noexcept {
  return static_cast<const stop_scope&>(self).token_.stop_requested();
}

stop_scope::stop_scope(std::stop_token token) : level(is_asked), token_(std::move(token)) {
  detail::thread_record& self = detail::this_record();
  if (token_.stop_possible()) detail::start_helper_thread();
  detail::enter_level(self, *this);
  // After the scope is in place: the callback may run at once. Registering it takes a lock of the standard library: a
  // handler on top of that, on this thread, that requests the stop would wait for it without end.
  const detail::no_handlers whole;
  callback_.emplace(token_, notify{this_thread::token()});
}

stop_scope::~stop_scope() {
  {
    const detail::no_handlers whole;
    callback_.reset();  // waits for one that runs
  }
  detail::leave_level(*this);
}

}  // namespace asyncsafe
