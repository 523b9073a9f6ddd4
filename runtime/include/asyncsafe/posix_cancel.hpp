// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Beside pthread_cancel. The runtime's own scopes and masks let its unwinding through and never swallow it; its
// blocking operations are not POSIX cancellation points.
#pragma once

#include <asyncsafe/mask.hpp>

#include <pthread.h>

namespace asyncsafe::inline v0 {

/// A mask_guard that also disables POSIX cancellation, and restores exactly the state that it found. A cancellation
/// that arrived meanwhile acts at the thread's next cancellation point after it.
class [[nodiscard]] cancel_guard {
 public:
  [[nodiscard]] explicit cancel_guard(const char* file = __builtin_FILE(), int line = __builtin_LINE()) noexcept
      : mask_(file, line) {
    ::pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &found_);
  }
  /// Throws as mask_guard's does.
  ~cancel_guard() noexcept(false) { ::pthread_setcancelstate(found_, nullptr); }
  cancel_guard(const cancel_guard&) = delete;
  cancel_guard& operator=(const cancel_guard&) = delete;

  /// The cancel state that it found, and will restore.
  [[nodiscard]] int found_state() const noexcept { return found_; }

 private:
  mask_guard mask_;
  int found_ = PTHREAD_CANCEL_ENABLE;
};

}  // namespace asyncsafe::inline v0
