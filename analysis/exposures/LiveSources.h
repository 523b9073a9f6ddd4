//===- LiveSources.h - Interrupt sources worth reporting --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which interrupt sources are worth reporting in a unit: a `cancel` finding is noise in a
// program that cancels no thread.
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
