//===- EarlyStates.h - State created before its handler ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds state that outlives the process and is created before the handler that undoes it is installed,
// or is told of it: a signal in between ends the program and leaves the state behind.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_EARLYSTATES_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_EARLYSTATES_H

#include "analysis/handlers/TargetFacts.h"

namespace asyncsafe {

/// \p Incomplete: functions that make more than is told apart within the budget.
std::vector<EarlyState> findEarlyStates(const UnitHandlers &Facts, std::vector<FunctionId> &Incomplete);

} // namespace asyncsafe

#endif
