//===- HandlerCode.h - What runs when a handler does -------------*- C++ -*-===//
//
// Decides which functions, and which of their blocks, run in the signal handlers of a
// unit: what a handler calls, with bodies in sight, as far as the number of the signal
// leads there.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERCODE_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERCODE_H

#include "analysis/engine/Callees.h"
#include "analysis/handlers/HandlerFacts.h"

namespace asyncsafe {

std::vector<HandlerRun> findHandlerCode(const Callees &Calls, const std::vector<HandlerInstall> &Handlers);
std::vector<HandlerWrite> findHandlerWrites(const Unit &U, const std::vector<HandlerRun> &Runs);

} // namespace asyncsafe

#endif
