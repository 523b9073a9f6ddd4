//===- SignalOrder.h - Signals blocked before a point -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether signals have been blocked, or given a handler, before a point of a function.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_SIGNALORDER_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_SIGNALORDER_H

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"

namespace asyncsafe {

/// Signals are blocked on the way to \p To, directly or in a callee, so the handler is unblocked later.
bool masksBefore(const Unit &U, const Function &F, Position To);

} // namespace asyncsafe

#endif
