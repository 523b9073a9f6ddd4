//===- Registrations.h - Which functions are signal handlers ----*- C++ -*-===//
//
// Decides which functions of a unit become handlers, for which signals, and whether
// calls restart after them.  The handler and its flags are followed through the
// struct they are passed in, through tables of {signal, handler}, and through the
// unit's own wrappers, which are evaluated with what each caller passes: then the
// caller's call is the place.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_REGISTRATIONS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_REGISTRATIONS_H

#include "analysis/handlers/HandlerFacts.h"

namespace asyncsafe {

/// Into UnitHandlers::Handlers; functions too large to search are refused.
void findHandlers(const Unit &U, UnitHandlers &Facts);

} // namespace asyncsafe

#endif
