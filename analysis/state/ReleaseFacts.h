//===- ReleaseFacts.h - Releases of what is not held -------------*- C++ -*-===//
//
// Decides what may be asked about a release that is reached though the acquisition failed, or
// had not happened.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_RELEASEFACTS_H
#define ASYNCSAFE_ANALYSIS_STATE_RELEASEFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

struct UnheldRelease {
  enum class How : uint8_t {
    Failed,      ///< the acquisition
    Skipped,     ///< a call before it failed
    Interrupted, ///< before it, or in it: Why strikes at Because
    Twice,       ///< by hand at Release, and then by its guard, which Acquire has begun
    Unguarded,   ///< by hand at Release; Why strikes at Because, and the guard releases
  };
  How Is = How::Failed;
  FunctionId In = NoId;
  const Event *Acquire = nullptr, *Release = nullptr;
  SourceRange Where;              ///< of the release, or what runs it
  const Event *Because = nullptr; ///< the acquisition, the test, the interruption point
  Place What;
  ResourceKind Kind = ResourceKind::Lock;
  Source Why = Source::Throw;
  Certainty Sure = Certainty::Likely;
};

} // namespace asyncsafe

#endif
