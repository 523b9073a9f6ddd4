//===- TestedArguments.h - Tests that are passed to a call ------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether a test that is an argument (`throw_if(fd < 0)`) decides what the call does: its callee, or
// what that hands it on to, tests the parameter. Capture has made one call on each outcome.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_TESTEDARGUMENTS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_TESTEDARGUMENTS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// Makes one call again of those whose outcomes are the same to the callee, or whose callee is unknown.
void joinUndecidedCalls(Unit &U);

} // namespace asyncsafe

#endif
