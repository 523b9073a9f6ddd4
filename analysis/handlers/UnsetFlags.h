//===- UnsetFlags.h - Handlers installed with uninitialised flags -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds handlers installed from a local object whose flags are never stored to: whether calls restart,
// and whether the handler stays installed, depends on the contents of the stack.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_UNSETFLAGS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_UNSETFLAGS_H

#include "analysis/handlers/HandlerFacts.h"

namespace asyncsafe {

std::vector<UnsetFlags> findUnsetFlags(const Unit &U, const std::vector<HandlerInstall> &Handlers);

} // namespace asyncsafe

#endif
