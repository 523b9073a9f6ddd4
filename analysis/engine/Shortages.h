//===- Shortages.h - Exceptions for missing memory --------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which `throw` is reached only after a failed allocation: `if (!(p = malloc(n))) throw
// ENOMEM;` behaves as `new` does and is judged the same way, unless a handler catches that type.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_SHORTAGES_H
#define ASYNCSAFE_ANALYSIS_ENGINE_SHORTAGES_H

#include "effects/Graph.h"

namespace asyncsafe {

/// Marks these exceptions of \p U as allocation failures.
void noteShortages(Unit &U);

} // namespace asyncsafe

#endif
