//===- WaitFacts.h - Calls that wait -----------------------------*- C++ -*-===//
//
// Decides what may be asked about a call that can wait: for what and how long,
// what a signal does to it, and which flags are looked at on the way to it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_WAITFACTS_H
#define ASYNCSAFE_ANALYSIS_WAITS_WAITFACTS_H

#include "analysis/handlers/HandlerFacts.h"

namespace asyncsafe {

/// A call that can wait, as the function sees that makes it.
struct Wait {
  FunctionId In = NoId;
  BlockId Block = 0;
  unsigned Index = 0;        ///< of At, in the block
  const Event *At = nullptr; ///< the call in In: the blocking one, or one that leads to it
  /// Kind Block, with places of In.  Chain: from the callee down to the blocking call, empty
  /// if At is that.  Signal, Success: as In sees them; a callee that tries again ignores.
  Effect E;
  /// The blocking call itself, and the function it stands in.
  const Event *Blocking = nullptr;
  FunctionId BlocksIn = NoId;
  bool TriesAgain = false; ///< a callee on the way tries again after EINTR
  bool InLoop = false;
  bool Nonblocking = false; ///< the unit makes its descriptor a non-blocking one
  bool OnThread = false;    ///< In runs on a thread that the unit starts

  bool isOwn() const { return At == Blocking; }
};

/// The handlers of a unit, and its waits.
struct UnitWaits : UnitHandlers {
  std::vector<Wait> Waits; ///< callees first
};

/// A flag that is looked at, with nothing that waits between there and a wait.
struct FlagTest {
  ObjectId Object = NoId;
  const Event *At = nullptr; ///< the Read, or the call that answers with it
  SourceRange Where;
  /// What the flag says decides whether the wait is reached again, or whether the flag's
  /// news is worked off: somebody wants it to be seen.
  bool Matters = false;
  bool Stops = false; ///< one outcome never reaches the wait again
};

} // namespace asyncsafe

#endif
