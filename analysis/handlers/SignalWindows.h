//===- SignalWindows.h - Signals let in for one wait --------------*- C++ -*-===//
//
// Decides whether code that unblocks signals does so for a wait alone, and blocks them again
// right after it, or to end the program.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_SIGNALWINDOWS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_SIGNALWINDOWS_H

#include "analysis/engine/Paths.h"

namespace asyncsafe {

bool isWindowForWait(const Unit &U, const Function &F, Position Unblocks);
/// No path from there comes back to the caller.
bool isLastOpening(const Unit &U, const Function &F, Position Unblocks);

} // namespace asyncsafe

#endif
