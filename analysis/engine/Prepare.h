//===- Prepare.h - What is settled before the analysis ----------*- C++ -*-===//
//
// The facts about a whole unit, or program, that every analysis takes for granted, and that are
// written into its graph once.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_PREPARE_H
#define ASYNCSAFE_ANALYSIS_ENGINE_PREPARE_H

#include "analysis/engine/Endings.h"
#include "analysis/engine/KnownAnswers.h"
#include "analysis/engine/Shortages.h"

namespace asyncsafe {

/// To be done once, before \p U is analysed.
inline void prepare(Unit &U) {
  noteShortages(U);
  dropImpossibleFailures(U);
  endPaths(U);
}

} // namespace asyncsafe

#endif
