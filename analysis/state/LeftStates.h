//===- LeftStates.h - Paths that leave state changed -------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds normal paths on which a function returns with a mask or lock in force that it releases on
// another path. Silent where something else explains the difference: correlated conditions, a change
// that failed, a lock that is handed to the caller.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_LEFTSTATES_H
#define ASYNCSAFE_ANALYSIS_STATE_LEFTSTATES_H

#include "analysis/engine/Callees.h"
#include "analysis/state/SavedStates.h"

namespace asyncsafe {

/// Appends the states that \p S, the function \p Id, leaves. False if its paths exceed the budget.
bool findLeftStates(Steps &S, FunctionId Id, const Callees &Calls, std::vector<LeftState> &Out);

} // namespace asyncsafe

#endif
