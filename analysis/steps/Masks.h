//===- Masks.h - Which sources are kept out where ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether a source can strike at a step, given the masks set and ended
// before it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STEPS_MASKS_H
#define ASYNCSAFE_ANALYSIS_STEPS_MASKS_H

#include "analysis/steps/Dataflow.h"

namespace asyncsafe {

/// It changes or restores a mask.
inline bool isMaskStep(const Step &Each) {
  return Each.is(EffectKind::Mask) || Each.is(EffectKind::Unmask) || Each.is(EffectKind::RestoreMask);
}

/// What may be the case with one source.
struct MaskState {
  /// Of each of these: on some path it is so.
  bool AsFound = true;   ///< as the function found it; callers are taken to mask nothing
  bool Unmasked = false; ///< unmasked here
  bool Depths[3] = {};   ///< by MaskDepth
  /// Objects whose destructor ends the mask.
  PlaceSet Owners;

  bool mayBeOpen() const { return AsFound || Unmasked; }
  bool mayBe(MaskDepth D) const { return Depths[static_cast<unsigned>(D)]; }
  bool mayBeMasked() const { return Depths[0] || Depths[1] || Depths[2]; }
  /// Can the interruption \p E of this source strike?
  bool lets(const Effect &E) const { return mayBeOpen() || (E.Interruptible && mayBe(MaskDepth::Masked)); }
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
