//===- LeftStates.h - Paths that leave state changed -------------*- C++ -*-===//
//
// Finds normal paths on which a function returns with a mask or a lock still in force that
// it ends on another path.  Silent where the two paths can be explained: by conditions that
// hang together, by a change that failed, by a lock that is handed to the caller.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_LEFTSTATES_H
#define ASYNCSAFE_ANALYSIS_STATE_LEFTSTATES_H

#include "analysis/engine/Callees.h"
#include "analysis/state/SavedStates.h"

namespace asyncsafe {

/// Appends what \p S, the function \p Id, leaves.  False if its paths are more than the budget allows.
bool findLeftStates(Steps &S, FunctionId Id, const Callees &Calls, std::vector<LeftState> &Out);

} // namespace asyncsafe

#endif
