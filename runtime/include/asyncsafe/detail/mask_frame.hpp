// One open mask: pushes a masking state and puts back what it found. It knows nothing of delivery.
#pragma once

#include <asyncsafe/detail/thread_block.hpp>

namespace asyncsafe::detail {

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
    return (asyncsafe_this_block.mask.load(std::memory_order_relaxed) & ~mask_state_bits) ==
           reinterpret_cast<std::uintptr_t>(this);
  }
  /// As leave(), of the innermost.
  void put_back() noexcept {
    asyncsafe_this_block.mask.store(outer, std::memory_order_relaxed);
    std::atomic_signal_fence(std::memory_order_seq_cst);
  }

  std::uint64_t serial_number() const noexcept {
    if (serial == 0) serial = ++asyncsafe_this_block.mask_serial;
    return serial;
  }

  std::uintptr_t outer;   // the mask word found at entry
  // Tells this frame from a later one at the same address. Given out when somebody asks: most masks have no use for it.
  mutable std::uint64_t serial = 0;
  static constexpr std::uint64_t left_already = ~std::uint64_t{0};
  place opened_at;

 private:
  explicit mask_frame(place opened) noexcept
      : outer(asyncsafe_this_block.mask.load(std::memory_order_relaxed)),
        opened_at(opened) {}
  void push(std::uintptr_t state) noexcept {
    asyncsafe_this_block.mask.store(reinterpret_cast<std::uintptr_t>(this) | state, std::memory_order_relaxed);
    std::atomic_signal_fence(std::memory_order_seq_cst);
  }
};

}  // namespace asyncsafe::detail
