// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/shared_mutex.hpp>

#include "wait_queue.hpp"

namespace asyncsafe::inline v0 {

using namespace detail;

struct interruptible_shared_mutex::node : wait_node {
  kind wanted;
};

bool interruptible_shared_mutex::try_acquire(kind k) noexcept {
  queue_guard guard(waiters_);
  if (waiters_.first != nullptr || !admits(k)) return false;
  admit(k);
  return true;
}

// Under the queue's lock: lets in whom it can, in their order.
void interruptible_shared_mutex::serve() noexcept {
  while (waiters_.first != nullptr) {
    const kind wanted = static_cast<node*>(waiters_.first)->wanted;
    if (!admits(wanted)) return;
    admit(wanted);
    unpark(*serve_first(waiters_));
  }
}

bool interruptible_shared_mutex::acquire(kind k, const steady_time* deadline, std::error_code* error) {
  if (interrupted_at_entry(error)) return false;
  for (;;) {
    node mine;
    mine.waiter = &this_record();
    mine.wanted = k;
    {
      queue_guard guard(waiters_);
      if (waiters_.first == nullptr && admits(k)) {
        admit(k);
        return true;
      }
      enqueue(waiters_, mine);
    }
    std::exception_ptr interrupt;
    const queue_outcome outcome = wait_in(waiters_, mine, deadline, how_for(error), interrupt);
    if (outcome == queue_outcome::served) return true;
    {
      queue_guard guard(waiters_);
      serve();  // a writer that gives up lets the readers behind it in
    }
    if (outcome == queue_outcome::timed_out) return false;
    if (interrupt) return report(std::move(interrupt), error);
  }
}

void interruptible_shared_mutex::unlock() noexcept {
  queue_guard guard(waiters_);
  holders_ = 0;
  serve();
}

void interruptible_shared_mutex::unlock_shared() noexcept {
  queue_guard guard(waiters_);
  --holders_;
  serve();
}

bool interruptible_barrier::arrive(std::error_code* error) {
  if (interrupted_at_entry(error)) return false;
  for (;;) {
    wait_node node;
    node.waiter = &this_record();
    {
      queue_guard guard(waiters_);
      if (arrived_ + 1 >= expected_) {
        arrived_ = 0;
        while (waiters_.first != nullptr) unpark(*serve_first(waiters_));
        return true;
      }
      ++arrived_;
      enqueue(waiters_, node);
    }
    const wait_status status =
        wait_until(*node.waiter, [&] { return node.served.load(std::memory_order_acquire); }, nullptr, how_for(error));
    if (status == wait_status::ready) return true;
    {
      // Withdrawn together with its place: nobody may count on an arrival that has left.
      queue_guard guard(waiters_);
      if (node.served.load(std::memory_order_acquire)) return true;
      dequeue(waiters_, node);
      --arrived_;
    }
    if (std::exception_ptr interrupt = take(point::blocking, how_for(error)))
      return report(std::move(interrupt), error);
  }
}

bool once_flag::begin(std::error_code* error) {
  if (interrupted_at_entry(error)) return false;
  for (;;) {
    wait_node node;
    node.waiter = &this_record();
    {
      queue_guard guard(waiters_);
      switch (stage_.load(std::memory_order_acquire)) {
        case stage::done:
          return false;
        case stage::undone:
          stage_.store(stage::under_way, std::memory_order_relaxed);
          return true;
        case stage::under_way:
          enqueue(waiters_, node);
      }
    }
    std::exception_ptr interrupt;
    if (wait_in(waiters_, node, nullptr, how_for(error), interrupt) == queue_outcome::served) continue;
    if (interrupt) return report(std::move(interrupt), error);
  }
}

void once_flag::finish(stage now) noexcept {
  queue_guard guard(waiters_);
  stage_.store(now, std::memory_order_release);
  while (waiters_.first != nullptr) unpark(*serve_first(waiters_));
}

}  // namespace asyncsafe
