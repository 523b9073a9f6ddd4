// Doing late, in ordinary context, what a signal would have done on arrival.
#pragma once

#include "kernel_signal.hpp"

#include <exception>
#include <string>
#include <vector>

namespace asyncsafe::detail {

inline constexpr int signal_limit = 65;  // one more than the highest

struct arrived_signal {
  int number = 0;
  std::uint64_t order = 0;
  siginfo_t info{};
};

/// Replays each in order of arrival to the disposition in force; throws the first exception of a handler at the end,
/// or posts it to this thread if the stack unwinds.
void replay(std::vector<arrived_signal> signals);

/// The next place in the order of arrival of all signals. Async-signal-safe.
std::uint64_t next_arrival() noexcept;

/// \throws std::invalid_argument, naming `who`, unless all can be caught and none is ours.
void check_signals(const std::vector<int>& numbers, const char* who);

}  // namespace asyncsafe::detail
