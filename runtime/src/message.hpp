// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An interrupt under way, and the queue that it waits in.
#pragma once

#include <asyncsafe/interrupt.hpp>

#include <vector>

namespace asyncsafe::inline v0::detail {

enum class severity : std::uint8_t { stop, thrown, keyboard };

enum class message_state : std::uint8_t { queued, delivered, revoked, gone };

/// Invariant: everything but `exception` is guarded by the lock of the record it was sent to. `exception` is the
/// sender's until the message is queued, and its receiver's from then on.
struct message {
  std::uint64_t id = 0;
  std::uint64_t scope = 0;
  severity rank = severity::thrown;
  std::exception_ptr exception;
  std::exception_ptr (*make)(const message&) = nullptr;  // instead of `exception`: of one that is sent more than once
  steady_time posted;
  message_state state = message_state::queued;
  std::vector<thread_record*> waiters;  // parked until `state` changes

  std::shared_ptr<message> next;  // in its queue
  message* previous = nullptr;

  std::exception_ptr to_raise() const { return make != nullptr ? make(*this) : exception; }
};

/// First in, first out, linked through the messages themselves: leaving a scope and ending a thread move messages about,
/// and must not run out of memory there.
class message_queue {
 public:
  message_queue() noexcept = default;
  message_queue(const message_queue&) = delete;
  message_queue& operator=(const message_queue&) = delete;
  ~message_queue() { clear(); }

  bool empty() const noexcept { return first_ == nullptr; }
  std::size_t size() const noexcept { return size_; }
  const std::shared_ptr<message>& first() const noexcept { return first_; }

  void push_back(std::shared_ptr<message> m) noexcept {
    m->previous = last_;
    message* const raw = m.get();
    (last_ != nullptr ? last_->next : first_) = std::move(m);
    last_ = raw;
    ++size_;
  }
  /// Takes it out. \return it; null if it is not in this queue.
  std::shared_ptr<message> take_out(message& m) noexcept {
    std::shared_ptr<message>& link = m.previous != nullptr ? m.previous->next : first_;
    if (link.get() != &m) return nullptr;
    std::shared_ptr<message> taken = std::move(link);
    link = std::move(taken->next);
    (link != nullptr ? link->previous : last_) = m.previous;
    taken->previous = nullptr;
    --size_;
    return taken;
  }
  void swap(message_queue& other) noexcept {
    first_.swap(other.first_);
    std::swap(last_, other.last_);
    std::swap(size_, other.size_);
  }
  /// One at a time: a chain that destroys itself recurses as deep as it is long.
  void clear() noexcept {
    while (first_ != nullptr) take_out(*first_);
  }

 private:
  std::shared_ptr<message> first_;
  message* last_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace asyncsafe::detail
