// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The descriptors that are raised when something arrives for a thread. A node belongs to its record and is used again, never
// freed, nor is its descriptor: a sender may raise it at any time.
#pragma once

#include <atomic>

namespace asyncsafe::inline v0::detail {

struct watch_node {
  std::atomic<int> fd{-1};
  std::atomic<bool> open{false};
  watch_node* next = nullptr;  // written before the node is in the list
};

struct thread_record;
/// Async-signal-safe.
void raise_watches(const thread_record& record) noexcept;
/// In a fork's child: the parent has the same descriptors.
void renew_watches(thread_record& record, bool is_mine) noexcept;

}  // namespace asyncsafe::inline v0::detail
