//===- EarlyStates.h - What a handler undoes, made too early -----*- C++ -*-===//
//
// Decides what outlives the process and is made before the handler that undoes it is installed, or
// is told of it: a signal in between ends the program and leaves it behind.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_EARLYSTATES_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_EARLYSTATES_H

#include "analysis/handlers/TargetFacts.h"

namespace asyncsafe {

std::vector<EarlyState> findEarlyStates(const UnitHandlers &Facts);

} // namespace asyncsafe

#endif
