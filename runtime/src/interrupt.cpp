// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// throw_to and post_to: lining a message up with its target, and learning what became of it.
#include <asyncsafe/interrupt.hpp>

#include "die.hpp"
#include "helper_thread.hpp"
#include "sending.hpp"
#include "settle.hpp"
#include "stats.hpp"
#include "unwind_guard.hpp"
#include "wait_queue.hpp"

#include <algorithm>
#include <stdexcept>

namespace asyncsafe::inline v0 {
namespace detail {
namespace {

std::atomic<std::uint64_t> last_id{0};
constexpr std::uint64_t whole_thread = 0;  // the scope that is the thread's life

struct record_guard {
  explicit record_guard(thread_record& r) noexcept : record(r) { record.lock.lock(); }
  ~record_guard() { record.lock.unlock(); }
  record_guard(const record_guard&) = delete;
  record_guard& operator=(const record_guard&) = delete;
  thread_record& record;
};

std::shared_ptr<message> make_message(const scope_token& target, std::exception_ptr e) {
  if (!e) throw std::invalid_argument("asyncsafe: a null exception_ptr cannot be sent to a thread");
  auto m = std::make_shared<message>();
  m->id = last_id.fetch_add(1, std::memory_order_relaxed) + 1;
  m->scope = target.scope();
  m->rank = rank_of(e);
  m->exception = std::move(e);
  m->posted = std::chrono::steady_clock::now();
  return m;
}

// Whether the target was still there. `waiter`, if any, will be unparked when the message settles.
bool line_up(const scope_token& target, const std::shared_ptr<message>& m, thread_record* waiter) {
  if (target.record() == nullptr) return false;
  wake_target woken;
  {
    record_guard hold(*target.record());
    if (!is_open(*target.record(), target)) return false;
    if (waiter != nullptr) m->waiters.push_back(waiter);
    target.record()->queue.push_back(m);
    woken = announce(*target.record(), pending_bit::thrown, m->posted);
  }
  wake_and_look_after(*target.record(), woken);
  return true;
}

message_state state_of_message(thread_record& record, const message& m) noexcept {
  record_guard hold(record);
  return m.state;
}

throw_result as_result(message_state s) noexcept {
  return s == message_state::delivered ? throw_result::delivered : throw_result::target_gone;
}

// Waits for the end of the message, sending the wake-up again meanwhile.
wait_status await_settled(thread_record& self, thread_record& target, const message& m, const steady_time* deadline,
                          how_delivered how) {
  using std::chrono::milliseconds;
  milliseconds backoff{1};
  for (;;) {
    const steady_time next_kick = now() + backoff;
    const steady_time* until = deadline != nullptr && *deadline < next_kick ? deadline : &next_kick;
    const wait_status status =
        wait_until(self, [&] { return state_of_message(target, m) != message_state::queued; }, until, how);
    if (status != wait_status::timed_out) return status;
    if (deadline != nullptr && now() >= *deadline) return status;
    backoff = std::min(backoff * 2, milliseconds(64));
    record_guard hold(target);
    if (m.state == message_state::queued) kick(target);
  }
}

throw_result raise_here(const scope_token& target, std::exception_ptr e, how_delivered how) {
  {
    record_guard hold(*target.record());
    if (!is_open(*target.record(), target)) return throw_result::target_gone;
  }
  if (how == how_delivered::by_throwing && std::uncaught_exceptions() == 0 && !in_signal_handler() && throw_is_safe(e, __builtin_frame_address(0))) {
    mark_delivered(e);
    std::rethrow_exception(std::move(e));
  }
  line_up(target, make_message(target, std::move(e)), nullptr);
  return throw_result::queued;
}

}  // namespace

bool is_open(const thread_record& record, const scope_token& target) noexcept {
  if (record.generation != target.generation() || record.generation % 2 == 0) return false;
  if (target.scope() == whole_thread) return true;
  return std::find(record.scopes.begin(), record.scopes.end(), target.scope()) != record.scopes.end();
}

severity rank_of(const std::exception_ptr& e) noexcept {
  if (holds<keyboard_interrupt>(e)) return severity::keyboard;
  return holds<stop_requested>(e) ? severity::stop : severity::thrown;
}

bool take_back(thread_record& record, message& m) noexcept {
  std::shared_ptr<message> kept;  // released without the lock
  record_guard hold(record);
  if (m.state != message_state::queued) return false;
  kept = record.queue.take_out(m);
  settle(m, message_state::revoked);
  if (record.queue.empty()) record.waiting_since.store(0);
  return true;
}

throw_result throw_exception_to(const scope_token& target, std::exception_ptr e, const steady_time* deadline,
                                std::error_code* error) {
  const how_delivered how = how_for(error);
  thread_record& self = this_record();
  if (!e) throw std::invalid_argument("asyncsafe: a null exception_ptr cannot be sent to a thread");
  if (target.record() == &self && target.generation() == self.generation) {
    if (error != nullptr) error->clear();
    return raise_here(target, std::move(e), how);
  }
  if (interrupted_at_entry(error)) return throw_result::timed_out;
  if (target.record() == nullptr) return throw_result::target_gone;
  for (;;) {
    const auto m = make_message(target, e);
    if (!line_up(target, m, &self)) return throw_result::target_gone;
    switch (await_settled(self, *target.record(), *m, deadline, how)) {
      case wait_status::ready:
        return as_result(state_of_message(*target.record(), *m));
      case wait_status::timed_out:
        return take_back(*target.record(), *m) ? throw_result::timed_out
                                              : as_result(state_of_message(*target.record(), *m));
      case wait_status::interrupted:
        // Served after all: what it did is reported, and the interrupt comes at the next point.
        if (!take_back(*target.record(), *m)) return as_result(state_of_message(*target.record(), *m));
        if (std::exception_ptr interrupt = take(point::blocking, how)) {
          report(std::move(interrupt), error);
          return throw_result::timed_out;
        }
    }
  }
}

ticket post_exception_to(const scope_token& target, std::exception_ptr e) {
  this_record();  // so that a reserved signal that is taken is reported here, not when it is too late
  auto m = make_message(target, std::move(e));
  if (!line_up(target, m, nullptr)) m->state = message_state::gone;
  return ticket(std::move(m), target);
}

}  // namespace detail

bool scope_token::alive() const noexcept {
  if (record_ == nullptr) return false;
  detail::record_guard hold(*record_);
  return detail::is_open(*record_, *this);
}

bool ticket::revoke() noexcept {
  return message_ && target_.record() != nullptr && detail::take_back(*target_.record(), *message_);
}

namespace detail {
namespace {

throw_result wait_for(const std::shared_ptr<message>& sent, const scope_token& target, std::error_code* error) {
  thread_record& self = this_record();
  if (interrupted_at_entry(error)) return throw_result::timed_out;
  if (!sent || target.record() == nullptr) return throw_result::target_gone;
  const how_delivered how = how_for(error);
  {
    record_guard hold(*target.record());
    if (sent->state == message_state::queued) sent->waiters.push_back(&self);
  }
  for (;;) {
    if (await_settled(self, *target.record(), *sent, nullptr, how) == wait_status::ready)
      return as_result(state_of_message(*target.record(), *sent));
    if (std::exception_ptr interrupt = take(point::blocking, how)) {
      report(std::move(interrupt), error);
      return throw_result::timed_out;
    }
  }
}

}  // namespace
}  // namespace detail

throw_result ticket::wait() { return detail::wait_for(message_, target_, nullptr); }
throw_result ticket::wait(std::error_code& error) { return detail::wait_for(message_, target_, &error); }

interrupt_scope::interrupt_scope() {
  detail::thread_record& self = detail::this_record();
  const std::uint64_t id = detail::last_id.fetch_add(1, std::memory_order_relaxed) + 1;
  detail::record_guard hold(self);
  self.scopes.push_back(id);
  token_ = scope_token(&self, self.generation, id);
}

interrupt_scope::~interrupt_scope() {
  detail::thread_record& record = *token_.record();
  if (asyncsafe_this_block.record.load(std::memory_order_relaxed) != &record)
    detail::die("an interrupt_scope ended on another thread than it began on");
  detail::message_queue late;  // destroyed without the lock: exceptions run user code
  {
    detail::record_guard hold(record);
    if (record.scopes.empty() || record.scopes.back() != token_.scope())
      detail::die("interrupt_scopes ended in the wrong order on thread %d", static_cast<int>(record.tid));
    record.scopes.pop_back();
    for (detail::message* at = record.queue.first().get(); at != nullptr;) {
      detail::message& m = *at;
      at = m.next.get();
      if (m.scope != token_.scope()) continue;
      detail::settle(m, detail::message_state::gone);
      late.push_back(record.queue.take_out(m));
    }
    detail::refresh_pending(record);
  }
}

scope_token this_thread::token() {
  detail::thread_record& self = detail::this_record();
  return scope_token(&self, self.generation, detail::whole_thread);
}

}  // namespace asyncsafe
