//===- SignalWindows.h - Signals unblocked for one wait ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether code unblocks signals only for a wait and blocks them again right after it, or
// unblocks them to end the program.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_SIGNALWINDOWS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_SIGNALWINDOWS_H

#include "analysis/engine/Paths.h"

namespace asyncsafe {

bool isWindowForWait(const Unit &U, const Function &F, Position Unblocks);
/// No path from there returns to the caller.
bool isLastOpening(const Unit &U, const Function &F, Position Unblocks);

} // namespace asyncsafe

#endif
