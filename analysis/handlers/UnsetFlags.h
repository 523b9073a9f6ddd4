//===- UnsetFlags.h - Handlers installed with flags that nobody set -*- C++ -*-===//
//
// Where a handler is installed by a local object whose flags are never stored to: whether calls restart,
// and whether the handler stays, is whatever the stack held.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_UNSETFLAGS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_UNSETFLAGS_H

#include "analysis/handlers/HandlerFacts.h"

namespace asyncsafe {

std::vector<UnsetFlags> findUnsetFlags(const Unit &U, const std::vector<HandlerInstall> &Handlers);

} // namespace asyncsafe

#endif
