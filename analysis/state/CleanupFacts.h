//===- CleanupFacts.h - Harmful cleanup routines ----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts about cleanup routines that can run twice, or never finish.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_CLEANUPFACTS_H
#define ASYNCSAFE_ANALYSIS_STATE_CLEANUPFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// A cleanup routine that normal code also calls, or that waits for the thread that runs it.
struct HarmfulCleanup {
  enum class Kind : uint8_t {
    Again,   ///< a cancellation at Point enters it again while What still names the released resource
    Signal,  ///< … a signal does, between Point and the store that records the release
    Deadlock ///< it waits at Point for what only its own thread would do
  };
  Kind K = Kind::Again;
  FunctionId In = NoId;
  const Event *Point = nullptr;
  /// Again, Signal: the release, or the counter; Deadlock: the event that would wake it.
  const Event *SideEffect = nullptr;
  const Event *Store = nullptr; ///< Again, Signal: the store that is too late
  const Event *Call = nullptr;  ///< Again, Signal: the call from normal code
  Place What;
  ResourceKind Resource = ResourceKind::Handle; ///< Again
  unsigned Install = NoId;                      ///< Signal: index into UnitFacts::Handlers
  Certainty Sure = Certainty::Likely;
};

} // namespace asyncsafe

#endif
