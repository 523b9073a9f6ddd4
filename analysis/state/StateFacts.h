//===- StateFacts.h - State changed temporarily -----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts about state that a function changes and restores: masks, cancellation, locks. Where a path
// leaves it changed, and where it is restored to a constant instead of the saved value.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_STATEFACTS_H
#define ASYNCSAFE_ANALYSIS_STATE_STATEFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// State that a function changes temporarily.
enum class StateKind : uint8_t {
  SignalMask,
  CancelState,
  Interruption,
  Disposition, ///< of a signal
  Innermost,   ///< a pointer to a local object, such as the innermost jump buffer
  Lock,
  CleanupRecord, ///< of pthread_cleanup_push, in the thread's list
};

/// One normal path restores the state, another one leaves the function with it changed.
struct LeftState {
  StateKind Kind = StateKind::SignalMask;
  FunctionId In = NoId;
  const Event *Change = nullptr;
  const Event *Restore = nullptr; ///< on the other path; null: the event that pops a cleanup record
  const Event *Leave = nullptr;   ///< the return; null: the closing brace
  SourceRange Decides;            ///< the test that decides which path is taken; may be invalid
  Place Saved;                    ///< the variable that keeps the previous state, or the lock
  bool Inherited = false;         ///< Leave starts another program, which inherits the state
  Certainty Sure = Certainty::Likely;
};

/// A region that ends with a constant, whatever the state was before.
struct ConstantRestore {
  StateKind Kind = StateKind::SignalMask;
  FunctionId In = NoId;
  const Event *Change = nullptr, *End = nullptr;
  Place Saved;                   ///< the variable that keeps the previous state; None: it was discarded
  FunctionId CallerIn = NoId;    ///< a caller that relies on its own mask
  const Event *Caller = nullptr; ///< its call, and where it masks
  const Event *CallerMask = nullptr;
  Certainty Sure = Certainty::Likely;
};

} // namespace asyncsafe

#endif
