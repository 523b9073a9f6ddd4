//===- Prepare.h - Facts written into the graph -----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes facts about a whole unit, or program, into its graph once, before any analysis reads it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_PREPARE_H
#define ASYNCSAFE_ANALYSIS_ENGINE_PREPARE_H

#include "analysis/engine/ContradictedTests.h"
#include "analysis/engine/CountingLocks.h"
#include "analysis/engine/Endings.h"
#include "analysis/engine/KnownAnswers.h"
#include "analysis/engine/Shortages.h"
#include "analysis/engine/TestedArguments.h"

namespace asyncsafe {

/// Call once, before \p U is analysed.
inline void prepare(Unit &U) {
  dropCountingLocks(U);
  joinUndecidedCalls(U);
  noteShortages(U);
  dropImpossibleFailures(U);
  dropContradictedTests(U);
  dropTestedAccesses(U);
  endPaths(U);
}

} // namespace asyncsafe

#endif
