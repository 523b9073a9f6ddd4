//===- Masks.h - Which sources are kept out where ---------------*- C++ -*-===//
//
// Decides whether a source can strike at a step, given the masks set and ended
// before it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_MASKS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_MASKS_H

#include "analysis/Dataflow.h"
#include "analysis/exposures/Held.h"

namespace asyncsafe {

struct MaskState {
  /// On some path the source is not masked; on some path it is.
  bool MayBeOpen = true, MayBeMasked = false;
  /// Objects whose destructor ends the mask.
  PlaceSet Owners;
};

class MaskPass {
public:
  using State = std::vector<MaskState>; // by Source

  State entry() const { return State(NumSources); }
  void transfer(State &Masks, const Step &Each) const;
  bool follow(State &, const Edge &) const { return true; }
  bool join(State &Into, const State &From) const;
};

/// True if some step of \p S masks anything: otherwise the pass need not run.
bool usesMasks(const Steps &S);

} // namespace asyncsafe

#endif
