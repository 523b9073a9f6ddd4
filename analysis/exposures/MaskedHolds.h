//===- MaskedHolds.h - Resources that are held under a mask -----*- C++ -*-===//
//
// Decides whether a source is masked where a resource is acquired, and for as long as it
// is held: `if (shared) { mask(); lock(); }`, where the paths that do not mask do not
// acquire either.
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
  /// From the acquisition until it is released, \p Strikes is kept out.
  bool isMaskedThroughout(const Effect &Strikes);
  /// \p Strikes is kept out where it is acquired.
  bool isAcquiredMasked(const Effect &Strikes) const;
  /// The first place behind the acquisition at which \p Strikes is let in again.
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
