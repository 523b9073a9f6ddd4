// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The per-thread words that the inline fast paths, the assembly stub and the signal handler share.
// It is plain data in initial-exec TLS: a handler may touch it at any instruction, so it must need
// neither construction nor a call into the dynamic loader.
#pragma once

#include <asyncsafe/detail/export.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace asyncsafe::inline v0 {

/// How far asynchronous interrupts are held back on this thread (GHC's `MaskingState`).
enum class masking_state : std::uint8_t {
  unmasked = 0,        ///< delivered at every delivery point
  masked = 1,          ///< delivered only where an operation would block
  uninterruptible = 2  ///< delivered nowhere
};

namespace detail {

struct thread_record;

/// Bits of thread_block::pending.
namespace pending_bit {
inline constexpr std::uint32_t thrown = 1U << 0;
inline constexpr std::uint32_t stop = 1U << 1;
inline constexpr std::uint32_t keyboard = 1U << 2;
inline constexpr std::uint32_t external = 1U << 3;
/// Not an interrupt: every delivery point takes the slow path, so that tests can count points.
inline constexpr std::uint32_t counting = 1U << 4;
/// Something arrived that the owner has not looked at yet. The stub tests only this bit (the sign),
/// so an interrupt that was looked at and deferred does not keep a blocking call from blocking.
inline constexpr std::uint32_t fresh = 1U << 31;
inline constexpr std::uint32_t any_interrupt = thrown | stop | keyboard | external;
}  // namespace pending_bit

/// What thread_block::blocked says to a sender.
namespace blocked_in {
inline constexpr std::uint32_t nothing = 0;
inline constexpr std::uint32_t system_call = 1;  ///< a signal wakes it
inline constexpr std::uint32_t park = 2;         ///< its futex word wakes it
inline constexpr std::uint32_t event_wait = 3;   ///< fallback without the stub: its eventfd wakes it
}  // namespace blocked_in

/// Invariant: `mask` is the address of the innermost open mask_frame, its state in the two low bits.
struct thread_block {
  // First, because it is not an object with member functions: GCC's null check of `this` at offset 0 tests the flags of
  // an instruction that the linker, relaxing TLS, replaces by one that sets none.
  std::uint64_t mask_serial = 0;
  std::atomic<std::uint32_t> pending{0};  // offset 8: read by the stub
  std::atomic<std::uint32_t> blocked{0};  // offset 12: written by the stub
  std::atomic<std::uintptr_t> mask{0};
  std::atomic<thread_record*> record{nullptr};
  // How many of the runtime's locks this thread holds or is about to take. A signal handler on top of that must take none.
  std::atomic<std::uint32_t> locks{0};
  // Whether such a handler has left something to do for whoever lets go of the last lock.
  std::atomic<bool> left_over{false};
};

static_assert(offsetof(thread_block, pending) == 8 && offsetof(thread_block, blocked) == 12,
              "the assembly stub addresses these by number");

}  // namespace detail
}  // namespace asyncsafe

// C linkage because the assembly stub names it.
extern "C" {
ASYNCSAFE_API extern thread_local constinit asyncsafe::detail::thread_block asyncsafe_this_block
    __attribute__((tls_model("initial-exec")));
}
