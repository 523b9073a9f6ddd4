//===- CleanupFacts.h - Cleanups that do harm ---------------------*- C++ -*-===//
//
// Decides what may be asked about cleanup routines that can run twice, or never end.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_CLEANUPFACTS_H
#define ASYNCSAFE_ANALYSIS_STATE_CLEANUPFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// A cleanup routine that code also calls by itself, or that waits for the very thread that it ends.
struct HarmfulCleanup {
  enum class Kind : uint8_t {
    Again,   ///< a cancellation at Point enters it again: What still names what is released
    Signal,  ///< … a signal, between Point and the store that says that it was done
    Deadlock ///< it waits at Point for what only its own thread would do
  };
  Kind K = Kind::Again;
  FunctionId In = NoId;
  const Event *Point = nullptr;
  const Event *Deed = nullptr;  ///< Again, Signal: the release, or what counts; Deadlock: who would wake it
  const Event *Store = nullptr; ///< Again, Signal: what comes too late
  const Event *Call = nullptr;  ///< Again, Signal: the call from normal code
  Place What;
  ResourceKind Resource = ResourceKind::Handle; ///< Again
  unsigned Install = NoId;                      ///< Signal: index into UnitFacts::Handlers
  Certainty Sure = Certainty::Likely;
};

} // namespace asyncsafe

#endif
