// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One open mask: pushes a masking state and puts back what it found. It knows nothing of delivery.
#pragma once

#include <asyncsafe/detail/thread_block.hpp>

namespace asyncsafe::inline v0::detail {

/// Where a mask was opened, for the one line that a misuse prints.
struct place {
  const char* file;
  int line;
};

struct mask_frame;

[[noreturn]] ASYNCSAFE_API ASYNCSAFE_COLD void die_mask_order(const mask_frame& leaving) noexcept;

/// Whether a mask_frame is open on this thread at that address.
bool is_open_mask(const void* at) noexcept;

inline constexpr std::uintptr_t mask_state_bits = 3;

inline masking_state state_of(std::uintptr_t mask_word) noexcept {
  return static_cast<masking_state>(mask_word & mask_state_bits);
}

/// Stays where it was built, and on its thread: its address is in the thread's chain of masks.
struct alignas(8) mask_frame {
  struct at_least {
    masking_state state;
  };
  struct exactly {
    masking_state state;
  };

  mask_frame(at_least floor, place opened) noexcept : mask_frame(opened) {
    const auto found = outer & mask_state_bits;
    const auto wanted = static_cast<std::uintptr_t>(floor.state);
    push(found < wanted ? wanted : found);
  }
  mask_frame(exactly absolute, place opened) noexcept : mask_frame(opened) {
    push(static_cast<std::uintptr_t>(absolute.state));
  }
  mask_frame(const mask_frame&) = delete;
  mask_frame& operator=(const mask_frame&) = delete;

  void leave() noexcept {
    if (!innermost()) [[unlikely]]
      die_mask_order(*this);
    put_back();
  }
  bool innermost() const noexcept {
    std::atomic_signal_fence(std::memory_order_seq_cst);
    const std::uintptr_t found = asyncsafe_this_block.mask.load(std::memory_order_relaxed);
    return (found ^ reinterpret_cast<std::uintptr_t>(this)) <= mask_state_bits;
  }
  /// As leave(), of the innermost.
  void put_back() noexcept {
    asyncsafe_this_block.mask.store(outer, std::memory_order_relaxed);
    std::atomic_signal_fence(std::memory_order_seq_cst);
  }

  /// Tells this frame from a later one at the same address. Given out when somebody asks: most masks have no use for it.
  std::uint64_t serial_number() const noexcept {
    if ((opened_ & numbered) == 0) {
      serial_ = ++asyncsafe_this_block.mask_serial;
      opened_ |= numbered;
    }
    return serial_;
  }
  bool has_serial(std::uint64_t serial) const noexcept { return (opened_ & numbered) != 0 && serial_ == serial; }
  /// It ended before its owner: no number fits any more.
  void mark_left() noexcept {
    serial_ = left_already;
    opened_ |= numbered;
  }
  bool is_marked_left() const noexcept { return has_serial(left_already); }
  place opened_at() const noexcept {
    return {reinterpret_cast<const char*>(opened_ & file_bits), static_cast<int>((opened_ & ~numbered) >> line_shift)};
  }

  std::uintptr_t outer;  // the mask word found at entry

 private:
  // File and line in one word, because each store more is a cycle more: addresses of programs have 48 bits. Lines end at
  // 32,767.
  static constexpr unsigned line_shift = 48;
  static constexpr std::uint64_t file_bits = (std::uint64_t{1} << line_shift) - 1;
  static constexpr std::uint64_t last_line = 0x7fff;
  static constexpr std::uint64_t numbered = std::uint64_t{1} << 63;  // `serial_` holds a number
  static constexpr std::uint64_t left_already = ~std::uint64_t{0};

  explicit mask_frame(place opened) noexcept
      : outer(asyncsafe_this_block.mask.load(std::memory_order_relaxed)), opened_(packed(opened)) {
    asm("" : "=m"(serial_));  // no instruction: only `numbered` says whether it holds anything, and compilers doubt that
  }
  static std::uint64_t packed(place opened) noexcept {
    const auto line = static_cast<std::uint64_t>(opened.line);
    return reinterpret_cast<std::uintptr_t>(opened.file) | (line < last_line ? line : last_line) << line_shift;
  }
  void push(std::uintptr_t state) noexcept {
    asyncsafe_this_block.mask.store(reinterpret_cast<std::uintptr_t>(this) | state, std::memory_order_relaxed);
    std::atomic_signal_fence(std::memory_order_seq_cst);
  }

  mutable std::uint64_t opened_;
  mutable std::uint64_t serial_;  // not set before somebody asks
};

}  // namespace asyncsafe::detail
