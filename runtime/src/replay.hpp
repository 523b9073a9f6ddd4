// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Doing late, in ordinary context, what a signal would have done on arrival.
#pragma once

#include "arrivals.hpp"
#include "kernel_signal.hpp"

#include <exception>
#include <string>
#include <vector>

namespace asyncsafe::inline v0::detail {

/// Replays signals, in the order in which they are given, to the disposition in force. Needs no memory.
class replaying {
 public:
  void one(const arrived_signal& signal);
  /// Throws the first exception of a handler, or posts it to this thread if it must not be thrown here.
  void end();

 private:
  std::exception_ptr first_;
};

/// Sorts them, each once. \throws std::invalid_argument, naming `who`, unless there is one, all can be caught, and none is
/// ours.
void check_signals(std::vector<int>& numbers, const char* who);

}  // namespace asyncsafe::inline v0::detail
