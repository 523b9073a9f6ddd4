//===- MaskedHolds.h - Resources held under a mask --------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether a source is masked where a resource is acquired and while it is held: `if (shared) {
// mask(); lock(); }`, where the paths that do not mask do not acquire either.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_MASKEDHOLDS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_MASKEDHOLDS_H

#include "analysis/exposures/Explore.h"
#include "analysis/steps/Masks.h"

namespace asyncsafe {

class MaskedHolds {
public:
  MaskedHolds(const HeldPass &Pass, unsigned Budget);

  void begin(unsigned Resource, Position AcquiredAt);
  /// \p Strikes is masked from the acquisition to the release.
  bool isMaskedThroughout(const Effect &Strikes);
  /// \p Strikes is masked at the acquisition.
  bool isAcquiredMasked(const Effect &Strikes) const;
  /// The first place after the acquisition at which \p Strikes is unmasked.
  const Event *unmaskBehind(const Effect &Strikes) const;

private:
  const HeldPass &Pass;
  MaskPass Masks;
  std::map<const Step *, MaskPass::State> At; ///< by acquisition; empty if nothing is masked here

  unsigned Resource = 0;
  Position AcquiredAt;
  std::map<std::pair<Source, bool>, bool> Throughout;
};

} // namespace asyncsafe

#endif
