// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "wait_queue.hpp"

namespace asyncsafe::inline v0::detail {

queue_guard::queue_guard(wait_queue& queue) noexcept : queue_(queue) {
  std::uint32_t found = 0;
  if (queue_.lock.compare_exchange_strong(found, 1, std::memory_order_acquire)) return;
  while (queue_.lock.exchange(2, std::memory_order_acquire) != 0) futex_wait(queue_.lock, 2, nullptr);
}

queue_guard::~queue_guard() {
  if (queue_.lock.exchange(0, std::memory_order_release) == 2) futex_wake(queue_.lock, 1);
}

void enqueue(wait_queue& queue, wait_node& node) noexcept {
  node.next = nullptr;
  node.previous = queue.last;
  (queue.last != nullptr ? queue.last->next : queue.first) = &node;
  queue.last = &node;
}

void dequeue(wait_queue& queue, wait_node& node) noexcept {
  (node.previous != nullptr ? node.previous->next : queue.first) = node.next;
  (node.next != nullptr ? node.next->previous : queue.last) = node.previous;
}

thread_record* serve_first(wait_queue& queue) noexcept {
  wait_node* node = queue.first;
  if (node == nullptr) return nullptr;
  dequeue(queue, *node);
  thread_record* waiter = node->waiter;
  node->served.store(true, std::memory_order_release);  // from here on the node may be gone
  return waiter;
}

thread_record* serve_all(wait_queue& queue) noexcept {
  thread_record* last = nullptr;
  while (thread_record* next = serve_first(queue)) {
    if (last != nullptr) unpark(*last);
    last = next;
  }
  return last;
}

queue_outcome wait_in(wait_queue& queue, wait_node& node, const steady_time* deadline, how_delivered how,
                      std::exception_ptr& interrupt) {
  const wait_status status =
      wait_until(*node.waiter, [&] { return node.served.load(std::memory_order_acquire); }, deadline, how);
  if (status == wait_status::ready) {
    let_server_leave(queue);
    return queue_outcome::served;
  }
  {
    queue_guard guard(queue);
    if (node.served.load(std::memory_order_acquire)) return queue_outcome::served;
    dequeue(queue, node);
  }
  if (status == wait_status::timed_out) return queue_outcome::timed_out;
  interrupt = take(point::blocking, how);
  return queue_outcome::interrupted;
}

bool report(std::exception_ptr interrupt, std::error_code* error) {
  if (error == nullptr) std::rethrow_exception(std::move(interrupt));
  *error = std::make_error_code(std::errc::operation_canceled);
  return false;
}

bool interrupted_at_entry(std::error_code* error) {
  if (error != nullptr) error->clear();
  if (!anything_pending()) return false;
  if (std::exception_ptr e = take(point::checkpoint, how_for(error))) {
    report(std::move(e), error);
    return true;
  }
  return false;
}

}  // namespace asyncsafe::inline v0::detail
