// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "prepared.hpp"

#include <asyncsafe/interrupt.hpp>

#include "helper_thread.hpp"
#include "sending.hpp"

#include <sched.h>

namespace asyncsafe::inline v0 {

using namespace detail;

// The message itself, so that whoever holds it has what makes its exception. Sending it allocates nothing.
struct prepared_interrupt::state : message {
  state(const scope_token& to, std::function<std::exception_ptr()> factory) : target(to), maker(std::move(factory)) {
    scope = to.scope();
    rank = rank_of(maker());
    make = [](const message& m) { return static_cast<const state&>(m).maker(); };
    message::state = message_state::gone;  // not under way
  }

  scope_token target;
  std::function<std::exception_ptr()> maker;
  std::weak_ptr<state> self;
  std::atomic<bool> left_over{false};
  state* next_left_over = nullptr;
};

namespace {

std::atomic<prepared_interrupt::state*> left_over{nullptr};

bool send(prepared_interrupt::state& s) noexcept {
  thread_record& record = *s.target.record();
  wake_target woken;
  bool sent = false;
  record.lock.lock();
  if (is_open(record, s.target) && s.message::state != message_state::queued) {
    if (std::shared_ptr<message> kept = s.self.lock()) {
      s.message::state = message_state::queued;
      s.posted = std::chrono::steady_clock::now();
      record.queue.push_back(std::move(kept));
      woken = announce(record, pending_bit::thrown, s.posted);
      sent = true;
    }
  }
  record.lock.unlock();
  if (!sent) return false;
  wake_announced(record, woken);
  look_after_if_helped(record);  // it runs since this was made: in a handler no thread may be started
  return true;
}

}  // namespace

void detail::send_prepared_left_over() noexcept {
  for (prepared_interrupt::state* each = left_over.exchange(nullptr); each != nullptr;) {
    prepared_interrupt::state& s = *std::exchange(each, each->next_left_over);
    send(s);
    s.left_over.store(false, std::memory_order_release);  // from here on it may be gone
  }
}

void detail::forget_prepared_left_over() noexcept {
  for (prepared_interrupt::state* each = left_over.exchange(nullptr); each != nullptr;)
    std::exchange(each, each->next_left_over)->left_over.store(false);
}

prepared_interrupt::prepared_interrupt(const scope_token& target, std::function<std::exception_ptr()> make)
    : state_(std::make_shared<state>(target, std::move(make))) {
  state_->self = state_;
  this_record();  // so that a reserved signal that is taken is reported here
  start_helper_thread();
}

prepared_interrupt::~prepared_interrupt() {
  while (state_->left_over.load(std::memory_order_acquire)) ::sched_yield();  // the thread struck is about to send it
  revoke();
}

bool prepared_interrupt::post() const noexcept {
  state& s = *state_;
  if (s.target.record() == nullptr) return false;
  thread_block& here = asyncsafe_this_block;
  if (here.locks.load(std::memory_order_relaxed) == 0) return send(s);
  if (s.left_over.exchange(true)) return false;
  state* first = left_over.load(std::memory_order_relaxed);
  do {
    s.next_left_over = first;
  } while (!left_over.compare_exchange_weak(first, &s, std::memory_order_seq_cst));
  here.left_over.store(true, std::memory_order_relaxed);
  return true;
}

bool prepared_interrupt::revoke() noexcept {
  return state_->target.record() != nullptr && take_back(*state_->target.record(), *state_);
}

}  // namespace asyncsafe::inline v0
