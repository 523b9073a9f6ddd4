// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/mask.hpp>

#include "die.hpp"

#include <unistd.h>

namespace asyncsafe::inline v0::detail {
namespace {

const mask_frame* innermost() noexcept {
  return reinterpret_cast<const mask_frame*>(asyncsafe_this_block.mask.load(std::memory_order_relaxed) &
                                             ~mask_state_bits);
}

}  // namespace

bool is_open_mask(const void* at) noexcept {
  for (const mask_frame* open = innermost(); open != nullptr;
       open = reinterpret_cast<const mask_frame*>(open->outer & ~mask_state_bits))
    if (open == at) return true;
  return false;
}

void die_mask_order(const mask_frame& leaving) noexcept {
  for (const mask_frame* open = innermost(); open != nullptr;
       open = reinterpret_cast<const mask_frame*>(open->outer & ~mask_state_bits)) {
    if (open != &leaving) continue;
    die("masks left in the wrong order: the one entered at %s:%d ended while the one entered at %s:%d was still open",
        leaving.opened_at().file, leaving.opened_at().line, innermost()->opened_at().file, innermost()->opened_at().line);
  }
  die("masks left in the wrong order: the one entered at %s:%d ended on a thread where it is not open (thread %d)",
      leaving.opened_at().file, leaving.opened_at().line, static_cast<int>(::gettid()));
}

void check_restore(const thread_block* owner, const mask_frame* frame, std::uint64_t serial, place opened,
                   place used) noexcept {
  if (owner != &asyncsafe_this_block)
    die("restore of the mask entered at %s:%d was used on another thread, at %s:%d", opened.file, opened.line,
        used.file, used.line);
  for (const mask_frame* open = innermost(); open != nullptr;
       open = reinterpret_cast<const mask_frame*>(open->outer & ~mask_state_bits))
    if (open == frame && open->has_serial(serial)) return;
  die("restore of the mask entered at %s:%d was used at %s:%d, after that mask had ended", opened.file, opened.line,
      used.file, used.line);
}

}  // namespace asyncsafe::detail
