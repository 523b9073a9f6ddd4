//===- ReleaseFacts.h - Releases without acquisition ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts about releases that are reached although the acquisition failed or did not happen.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_RELEASEFACTS_H
#define ASYNCSAFE_ANALYSIS_STATE_RELEASEFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

struct UnheldRelease {
  enum class How : uint8_t {
    Failed,      ///< the acquisition failed
    Skipped,     ///< an earlier call failed
    Interrupted, ///< Why strikes at Because, before or in the acquisition
    Twice,       ///< explicitly at Release, and again by its guard, which begins at Acquire
    Unguarded,   ///< explicitly at Release; Why strikes at Because, and the guard releases again
  };
  How Is = How::Failed;
  FunctionId In = NoId;
  const Event *Acquire = nullptr, *Release = nullptr;
  SourceRange Where;              ///< of the release, or of the event that runs it
  const Event *Because = nullptr; ///< the acquisition, the test, the interruption point
  Place What;
  ResourceKind Kind = ResourceKind::Lock;
  Source Why = Source::Throw;
  Certainty Sure = Certainty::Likely;
};

} // namespace asyncsafe

#endif
