//===- Registrations.h - Functions that are signal handlers -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which functions of a unit become handlers, for which signals, and whether calls restart after
// them. The handler and its flags are followed through the struct that holds them, through tables of
// {signal, handler}, and through the unit's own wrappers, which are evaluated for each caller: the
// registration is then located at the caller's call.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_REGISTRATIONS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_REGISTRATIONS_H

#include "analysis/handlers/HandlerFacts.h"

namespace asyncsafe {

/// Fills UnitHandlers::Handlers; functions too large to search are refused.
void findHandlers(const Unit &U, UnitHandlers &Facts);

} // namespace asyncsafe

#endif
