//===- LiveSources.h - Which sources strike in this program -----*- C++ -*-===//
//
// Decides which interrupt sources are worth reporting in a unit: a `cancel`
// finding is noise where nobody cancels.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_LIVESOURCES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_LIVESOURCES_H

#include "analysis/engine/Options.h"
#include "effects/Graph.h"

namespace asyncsafe {

class LiveSources {
public:
  LiveSources(const Unit &U, const SourceSelection &Selected);
  bool operator[](Source S) const { return Live[static_cast<unsigned>(S)]; }
  void ruleOut(Source S) { Live[static_cast<unsigned>(S)] = false; }

private:
  bool Live[NumSources] = {};
};

} // namespace asyncsafe

#endif
