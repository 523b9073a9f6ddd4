//===- Shortages.h - Exceptions that tell of missing memory -----*- C++ -*-===//
//
// Decides which `throw` happens only because memory could not be had: `if (!(p = malloc(n))) throw ENOMEM;`
// is what `new` does by itself, and is judged in the same way, unless something catches that type.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_SHORTAGES_H
#define ASYNCSAFE_ANALYSIS_ENGINE_SHORTAGES_H

#include "effects/Graph.h"

namespace asyncsafe {

/// Makes such exceptions of \p U allocation failures.
void noteShortages(Unit &U);

} // namespace asyncsafe

#endif
