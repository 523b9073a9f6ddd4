// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The two futex calls the runtime needs, and a lock made of them that no interrupt can break.
#pragma once

#include "sanitizer_hooks.hpp"

#include <asyncsafe/detail/thread_block.hpp>

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <ctime>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace asyncsafe::inline v0::detail {

/// `deadline` is absolute on CLOCK_MONOTONIC; null waits for ever. Returns 0 or -errno.
inline long futex_wait(std::atomic<std::uint32_t>& word, std::uint32_t expected, const timespec* deadline) noexcept {
  const int saved = errno;
  long result = ::syscall(SYS_futex, reinterpret_cast<std::uint32_t*>(&word), FUTEX_WAIT_BITSET_PRIVATE, expected,
                          deadline, nullptr, FUTEX_BITSET_MATCH_ANY);
  if (result < 0) result = -errno;
  errno = saved;
  return result;
}

ASYNCSAFE_AS_CALLER void futex_wake(std::atomic<std::uint32_t>& word, int count) noexcept {
  const int saved = errno;
  ::syscall(SYS_futex, reinterpret_cast<std::uint32_t*>(&word), FUTEX_WAKE_PRIVATE, count, nullptr, nullptr, 0);
  errno = saved;
}

inline void relax() noexcept {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

/// Does what signal handlers could not, that found this thread holding one of the locks below.
ASYNCSAFE_API void finish_what_handlers_left() noexcept;

/// For the runtime's own short critical sections: constant-initialised, and reset in a fork's child.
class raw_lock {
 public:
  void lock() noexcept {
    enter();
    // A waker still holds the lock for a moment when the woken thread asks for it: sleeping would cost far more.
    for (int spin = 0; spin < 200; ++spin) {
      std::uint32_t found = 0;
      if (word_.compare_exchange_weak(found, 1, std::memory_order_acquire)) return;
      relax();
    }
    while (word_.exchange(2, std::memory_order_acquire) != 0) futex_wait(word_, 2, nullptr);
  }
  bool try_lock() noexcept {
    enter();
    std::uint32_t found = 0;
    if (word_.compare_exchange_strong(found, 1, std::memory_order_acquire)) return true;
    leave();
    return false;
  }
  void unlock() noexcept {
    if (word_.exchange(0, std::memory_order_release) == 2) futex_wake(word_, 1);
    leave();
  }

  /// In a fork's child, whose holder does not exist.
  void reset() noexcept { word_.store(0, std::memory_order_relaxed); }

 private:
  // Only this thread and its handlers use the count, so that neither needs a locked instruction.
  static void enter() noexcept {
    auto& locks = asyncsafe_this_block.locks;
    locks.store(locks.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    std::atomic_signal_fence(std::memory_order_seq_cst);
  }
  static void leave() noexcept {
    std::atomic_signal_fence(std::memory_order_seq_cst);
    auto& locks = asyncsafe_this_block.locks;
    locks.store(locks.load(std::memory_order_relaxed) - 1, std::memory_order_relaxed);
    std::atomic_signal_fence(std::memory_order_seq_cst);
    if (locks.load(std::memory_order_relaxed) == 0 && asyncsafe_this_block.left_over.load(std::memory_order_relaxed))
        [[unlikely]]
      finish_what_handlers_left();
  }

  std::atomic<std::uint32_t> word_{0};
};

}  // namespace asyncsafe::inline v0::detail
