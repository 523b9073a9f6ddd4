//===- HandlerCode.h - Code that runs in handlers ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which functions, and which of their blocks, run in the signal handlers of a unit: the known
// bodies that a handler calls, on the paths that the number of its signal allows.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERCODE_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERCODE_H

#include "analysis/engine/Callees.h"
#include "analysis/handlers/HandlerFacts.h"

namespace asyncsafe {

std::vector<HandlerRun> findHandlerCode(const Callees &Calls, const std::vector<HandlerInstall> &Handlers);
std::vector<HandlerWrite> findHandlerWrites(const Unit &U, const std::vector<HandlerRun> &Runs);
/// \p P, of the function of \p Run, as the callers of that function in the handler name it.
Place asHandlerNames(const std::vector<HandlerRun> &Runs, const HandlerRun &Run, Place P);

} // namespace asyncsafe

#endif
