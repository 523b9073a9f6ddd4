//===- StateFacts.h - State that is changed for a time -----------*- C++ -*-===//
//
// Decides what may be asked about state that a function changes and puts back: masks,
// cancellation, locks.  Where a path leaves it changed, and where it is put back to a
// constant instead of what it was.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_STATEFACTS_H
#define ASYNCSAFE_ANALYSIS_STATE_STATEFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// What a function changes for a time.
enum class StateKind : uint8_t {
  SignalMask,
  CancelState,
  Interruption,
  Disposition, ///< of a signal
  Innermost,   ///< a pointer to a local object, such as the innermost jump buffer
  Lock,
  CleanupRecord, ///< of pthread_cleanup_push, in the thread's list
};

/// One normal path puts the state back, another leaves the function with it changed.
struct LeftState {
  StateKind Kind = StateKind::SignalMask;
  FunctionId In = NoId;
  const Event *Change = nullptr;
  const Event *Restore = nullptr; ///< on the other path; null: what takes a cleanup record out
  const Event *Leave = nullptr;   ///< the return; null: the closing brace
  SourceRange Decides;            ///< the test that decides which path is taken; may be invalid
  Place Saved;                    ///< what keeps the state before, or the lock
  bool Inherited = false;         ///< Leave starts another program, which goes on with the state
  Certainty Sure = Certainty::Likely;
};

/// A region ends by a constant, whatever the state was where it began.
struct ConstantRestore {
  StateKind Kind = StateKind::SignalMask;
  FunctionId In = NoId;
  const Event *Change = nullptr, *End = nullptr;
  Place Saved;                   ///< what keeps the state before; None: it was thrown away
  FunctionId CallerIn = NoId;    ///< a caller that relies on its own mask
  const Event *Caller = nullptr; ///< its call, and where it masks
  const Event *CallerMask = nullptr;
  Certainty Sure = Certainty::Likely;
};

} // namespace asyncsafe

#endif
