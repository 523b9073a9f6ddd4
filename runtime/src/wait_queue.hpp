// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Waiting in a queue, and being served, revoked or timed out.
#pragma once

#include "waiting.hpp"

#include <asyncsafe/detail/wait_queue.hpp>

#include <system_error>

namespace asyncsafe::inline v0::detail {

struct wait_node {
  thread_record* waiter = nullptr;
  std::atomic<bool> served{false};
  wait_node* next = nullptr;
  wait_node* previous = nullptr;
};

class queue_guard {
 public:
  explicit queue_guard(wait_queue& queue) noexcept;
  ~queue_guard();
  queue_guard(const queue_guard&) = delete;
  queue_guard& operator=(const queue_guard&) = delete;

 private:
  wait_queue& queue_;
};

/// Waits until whoever served the caller has let go of the queue. From then on nobody touches the object that it is in, so
/// that the caller may end its life.
inline void let_server_leave(wait_queue& queue) noexcept {
  if (queue.lock.load(std::memory_order_acquire) != 0) queue_guard{queue};
}

// All under a queue_guard.
void enqueue(wait_queue& queue, wait_node& node) noexcept;
void dequeue(wait_queue& queue, wait_node& node) noexcept;
/// Takes the first waiter out and serves it. \return whom to unpark once the guard is gone; null if none waited. It may
/// end the object's life as soon as the guard is gone: nothing may be served under a second one.
thread_record* serve_first(wait_queue& queue) noexcept;
/// The same for all that wait. \return the last one, whom to unpark; the others have been.
thread_record* serve_all(wait_queue& queue) noexcept;

enum class queue_outcome { served, timed_out, interrupted };

/// Waits as `node`, which is queued, to be served. When it ends otherwise, the node is not in the queue any more.
/// `interrupted`: `interrupt` has been taken. It may also return `interrupted` with none, if the interrupt was
/// revoked meanwhile: then queue again.
queue_outcome wait_in(wait_queue& queue, wait_node& node, const steady_time* deadline, how_delivered how,
                      std::exception_ptr& interrupt);

/// Throws `interrupt`, or reports it. \return false.
bool report(std::exception_ptr interrupt, std::error_code* error);

/// Delivers at the entry of an interruptible operation. \return true if it was reported in `error`.
bool interrupted_at_entry(std::error_code* error);

inline how_delivered how_for(const std::error_code* error) noexcept {
  return error != nullptr ? how_delivered::by_error_code : how_delivered::by_throwing;
}

}  // namespace asyncsafe::inline v0::detail
