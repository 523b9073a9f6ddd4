// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A queue of parked threads. The out-of-line functions that use it are in src/wait_queue.hpp.
#pragma once

#include <atomic>
#include <cstdint>

namespace asyncsafe::inline v0::detail {

struct wait_node;

struct wait_queue {
  constexpr wait_queue() noexcept = default;
  wait_queue(const wait_queue&) = delete;
  wait_queue& operator=(const wait_queue&) = delete;

  std::atomic<std::uint32_t> lock{0};
  wait_node* first = nullptr;
  wait_node* last = nullptr;
};

}  // namespace asyncsafe::detail
