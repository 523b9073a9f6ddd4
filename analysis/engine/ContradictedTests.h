//===- ContradictedTests.h - Branches that earlier tests exclude -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which branches no path can take, because every path to them has already tested the same
// variable with another outcome, or stored another constant: `while ((n = read(…)) > 0) if (n < 0)`.
// And which accesses of an optional cannot throw, because such a test has shown that it holds a value.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_CONTRADICTEDTESTS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_CONTRADICTEDTESTS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// Removes these branches from \p U.
void dropContradictedTests(Unit &U);
/// Removes the interruption points of these accesses from \p U.
void dropTestedAccesses(Unit &U);

} // namespace asyncsafe

#endif
