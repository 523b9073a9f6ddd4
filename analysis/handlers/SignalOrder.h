//===- SignalOrder.h - What comes before a point, as signals see it -*- C++ -*-===//
//
// Decides whether signals have been blocked, or given a handler, before a point of a function.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_SIGNALORDER_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_SIGNALORDER_H

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"

namespace asyncsafe {

/// Something blocks signals on the way to \p To, itself or by what it calls: the handler is let in later.
bool masksBefore(const Unit &U, const Function &F, Position To);

} // namespace asyncsafe

#endif
