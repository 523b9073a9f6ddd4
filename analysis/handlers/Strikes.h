//===- Strikes.h - Where handlers strike ------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which handlers strike only in waits, because their signals are blocked everywhere else, and
// which only where the program sends itself the signal.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_STRIKES_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_STRIKES_H

#include "analysis/handlers/HandlerFacts.h"

namespace asyncsafe {

void markStrikes(const Callees &Calls, std::vector<HandlerInstall> &Handlers);

} // namespace asyncsafe

#endif
