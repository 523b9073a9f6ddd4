//===- WaitFacts.h - Calls that can wait ------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts about a call that can wait: for what and how long, what a signal does to it, and which flags are
// tested before it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_WAITFACTS_H
#define ASYNCSAFE_ANALYSIS_WAITS_WAITFACTS_H

#include "analysis/engine/Loops.h"
#include "analysis/handlers/HandlerFacts.h"

namespace asyncsafe {

/// A call that can wait, as seen by the function that makes it.
struct Wait {
  FunctionId In = NoId;
  BlockId Block = 0;
  unsigned Index = 0;        ///< of At, in the block
  const Event *At = nullptr; ///< the call in In: the blocking call, or one that leads to it
  /// Kind Block, with places of In. Chain: from the callee down to the blocking call, empty if At is
  /// that call. Signal and Success as In sees them; a callee that retries ignores signals.
  Effect E;
  /// The blocking call, and its function.
  const Event *Blocking = nullptr;
  FunctionId BlocksIn = NoId;
  bool TriesAgain = false; ///< a callee on the way retries after EINTR
  bool InLoop = false;
  std::vector<SharedLoop> Loops; ///< around it, innermost first
  bool Nonblocking = false;      ///< the unit makes its descriptor non-blocking
  bool OnThread = false;         ///< In runs on a thread that the unit starts

  bool isOwn() const { return At == Blocking; }
};

/// The handlers of a unit, and its waits.
struct UnitWaits : UnitHandlers {
  std::vector<Wait> Waits; ///< callees first
};

/// A flag tested with no other wait between the test and the wait.
struct FlagTest {
  ObjectId Object = NoId;
  const Event *At = nullptr; ///< the Read, or the call that returns the flag
  SourceRange Where;
  /// The flag decides whether the wait is reached again, or its event is handled: the program needs it
  /// to be seen.
  bool Matters = false;
  bool Stops = false;            ///< one outcome never reaches the wait again
  bool TellsValue = false;       ///< what is tested is the flag's value itself
  std::vector<Predicate> GoesOn; ///< the outcomes that lead to the wait
};

} // namespace asyncsafe

#endif
