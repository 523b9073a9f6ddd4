//===- InheritedStates.h - State inherited by new programs ------*- C++ -*-===//
//
// Finds functions that block or ignore signals temporarily and start another program meanwhile (`exec`
// in a child): the mask and the ignored signals are inherited, and the new program does not expect them.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_INHERITEDSTATES_H
#define ASYNCSAFE_ANALYSIS_STATE_INHERITEDSTATES_H

#include "analysis/engine/Callees.h"
#include "analysis/state/SavedStates.h"

namespace asyncsafe {

/// Appends the state inherited by programs that \p S, the function \p Id, starts.
void findInheritedStates(Steps &S, FunctionId Id, const Callees &Calls, std::vector<LeftState> &Out);

} // namespace asyncsafe

#endif
