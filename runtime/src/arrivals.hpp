// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Signals on their way from handlers to ordinary code.
#pragma once

#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <memory>

namespace asyncsafe::inline v0::detail {

inline constexpr int signal_limit = 65;     // one more than the highest
inline constexpr int first_real_time = 32;  // the kernel's; the C library keeps some of them for itself

struct arrived_signal {
  int number = 0;
  std::uint64_t order = 0;  // of its arrival; of its first, where several were merged
  siginfo_t info{};
  std::uint64_t last = 0;  // of its last arrival, once it has been taken
};

/// The next place in the order of arrival of all signals. Async-signal-safe.
std::uint64_t next_arrival() noexcept;
/// How far that order has come.
std::uint64_t arrivals_so_far() noexcept;

/// In order of arrival, each taken once. Handlers on any thread put, threads take, and nobody waits for
/// anybody. Standard signals that are in it already are merged, as in the kernel; real-time signals are kept
/// one by one, with their values.
class arrival_queue {
 public:
  /// Real-time signals that it holds; more are lost, and counted.
  static constexpr std::uint32_t most_real_time = 900;

  /// Ordinary code: it allocates.
  explicit arrival_queue(bool for_real_time);

  /// Async-signal-safe.
  void put(const arrived_signal& signal) noexcept;
  /// \return whether there was one.
  bool take(arrived_signal& signal) noexcept;
  bool empty() const noexcept;
  /// Real-time signals that found it full, since the last call.
  std::uint32_t take_lost() noexcept { return lost_.exchange(0); }
  /// In a fork's child.
  void clear() noexcept;

 private:
  struct cell {
    std::atomic<std::uint64_t> turn;
    arrived_signal signal;
  };
  bool push(const arrived_signal& signal) noexcept;
  bool pop(arrived_signal& signal) noexcept;

  std::uint64_t mask_;
  std::unique_ptr<cell[]> room_;
  cell* cells_;  // in it; handlers call no function of the standard library's smart pointers, which sanitizers see
  std::atomic<std::uint64_t> head_{0};
  std::atomic<std::uint64_t> tail_{0};
  std::array<std::atomic<std::uint64_t>, first_real_time> waiting_{};  // order of the last arrival; 0: none is in it
  std::atomic<std::uint32_t> real_time_{0};
  std::atomic<std::uint32_t> lost_{0};
};

}  // namespace asyncsafe::detail
