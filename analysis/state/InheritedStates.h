//===- InheritedStates.h - State that a new program goes on with -*- C++ -*-===//
//
// Where a function blocks or ignores signals for a time, and starts another program meanwhile
// (`exec` in a child): the mask and what is ignored stay, and the new program knows nothing of it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_INHERITEDSTATES_H
#define ASYNCSAFE_ANALYSIS_STATE_INHERITEDSTATES_H

#include "analysis/engine/Callees.h"
#include "analysis/state/SavedStates.h"

namespace asyncsafe {

/// Appends what programs inherit that \p S, the function \p Id, starts.
void findInheritedStates(Steps &S, FunctionId Id, const Callees &Calls, std::vector<LeftState> &Out);

} // namespace asyncsafe

#endif
