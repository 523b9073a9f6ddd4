//===- Summarise.h - One function as effects on its formals -----*- C++ -*-===//
//
// Decides what of a function's inside its callers can see.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_SUMMARISE_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_SUMMARISE_H

#include "analysis/steps/Steps.h"

namespace asyncsafe {

/// The effects of \p S on its parameters, `this`, globals and (of a lambda) the
/// locals around it.  Empty of acquisitions and releases if over \p Budget.
CalleeEffects summarise(Steps &S, unsigned Budget, bool Recursive);

} // namespace asyncsafe

#endif
