// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Deterministic interruption for tests. Stress finds none of the races that matter; injection at every point does.
#pragma once

#include <asyncsafe/interrupt.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <type_traits>
#include <utility>

namespace asyncsafe::inline v0::testing {

namespace detail_ {
ASYNCSAFE_API void plan(std::uint64_t point, std::exception_ptr e);
ASYNCSAFE_API void count_points(bool on);
ASYNCSAFE_API std::uint64_t points_passed() noexcept;
}  // namespace detail_

/// While it lives, counts the delivery points that this thread passes, and sends it `e` at the n-th (from 1) as if
/// somebody had sent it just before. One at a time per thread.
class [[nodiscard]] checkpoint_injection {
 public:
  /// Only counts.
  [[nodiscard]] checkpoint_injection() { detail_::count_points(true); }
  template <class E>
  [[nodiscard]] checkpoint_injection(std::uint64_t n, E&& e) {
    detail_::count_points(true);
    detail_::plan(n, asyncsafe::detail::as_exception(std::forward<E>(e)));
  }
  ~checkpoint_injection() { detail_::count_points(false); }
  checkpoint_injection(const checkpoint_injection&) = delete;
  checkpoint_injection& operator=(const checkpoint_injection&) = delete;
  /// Delivery points passed since construction.
  [[nodiscard]] std::uint64_t points() const noexcept { return detail_::points_passed(); }
};

/// Runs `f` again and again, interrupting it by `e` at its first delivery point, then at its second, and so on until
/// it ends without passing that many. `after` is called after each run, to check that nothing was lost.
/// \return the number of points.
template <class E, class F, class After>
std::uint64_t interrupt_at_every_checkpoint(const E& e, F&& f, After&& after) {
  for (std::uint64_t n = 1;; ++n) {
    bool passed = false;
    {
      checkpoint_injection injection(n, e);
      try {
        f();
      } catch (const E&) {
      }
      passed = injection.points() >= n;
    }
    after();
    if (!passed) return n - 1;
  }
}

/// How the interrupt strikes in interrupt_at_instruction.
enum class strike {
  directly,              ///< the reserved signal itself arrives at that instruction
  under_another_handler  ///< another signal's SA_RESTART handler runs there, and the interrupt arrives on top of it
};

/// Whether this machine and build can stop at each instruction (x86_64 outside an emulator).
[[nodiscard]] ASYNCSAFE_API bool can_single_step() noexcept;

/// Runs `f` by single steps until its first system call through the stub is at that call's n-th instruction (from
/// 0), and posts `e` to this thread there. The rest of `f` runs at full speed.
/// \return whether there is an n-th instruction; if not, nothing was posted. What `f` throws is passed on.
/// \throws std::logic_error where can_single_step() is false.
ASYNCSAFE_API bool interrupt_at_instruction(unsigned n, strike how, std::exception_ptr e,
                                            const std::function<void()>& f);

/// Waits until the thread is blocked in an interruptible operation: published as such, and asleep in the kernel.
/// \return false after `limit`.
ASYNCSAFE_API bool wait_until_blocked(const scope_token& thread,
                                      std::chrono::milliseconds limit = std::chrono::seconds(10));

/// While it lives, blocking calls take the way of kernels that fail the start-up self-test: ppoll and an eventfd.
class [[nodiscard]] ASYNCSAFE_API without_stub {
 public:
  [[nodiscard]] without_stub();
  ~without_stub();
  without_stub(const without_stub&) = delete;
  without_stub& operator=(const without_stub&) = delete;
};

/// While it lives, whoever wakes a thread out of a system call runs `f` in between: it has found that thread blocked, and
/// has not signalled it yet. One at a time. \throws std::logic_error if there is another.
class [[nodiscard]] ASYNCSAFE_API wake_injection {
 public:
  [[nodiscard]] explicit wake_injection(std::function<void()> f);
  ~wake_injection();
  wake_injection(const wake_injection&) = delete;
  wake_injection& operator=(const wake_injection&) = delete;
};

/// How many times the helper thread has looked at a thread, since the process began. What an interrupt costs must not grow
/// with the threads that there are, or were.
[[nodiscard]] ASYNCSAFE_API std::uint64_t looks_of_helper_thread() noexcept;

/// Whether the start-up self-test found that this kernel keeps the stub's contract.
ASYNCSAFE_API bool stub_in_use();

/// While it lives, the runtime's sleeps, timeouts and grace periods take their time from it, and it moves only when
/// told. Time-outs that the kernel counts (`io::poll` and its like) are not moved. One at a time.
/// \throws std::logic_error if there is another.
class [[nodiscard]] ASYNCSAFE_API fake_clock {
 public:
  [[nodiscard]] fake_clock();
  ~fake_clock();
  fake_clock(const fake_clock&) = delete;
  fake_clock& operator=(const fake_clock&) = delete;
  /// Moves time on and wakes whom that concerns. \throws std::invalid_argument if `by` is negative.
  void advance(std::chrono::nanoseconds by);
  [[nodiscard]] std::chrono::steady_clock::time_point now() const noexcept;
};

}  // namespace asyncsafe::inline v0::testing
