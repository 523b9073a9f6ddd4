//===- Endings.h - Functions that never return ------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which functions never return: each of their paths ends the program, throws, jumps away or
// runs forever. `void fatal(…) { log(…); exit(1); }` is one, with or without an attribute. A path ends
// at a call of such a function, as it does at `exit`; also where the destructor of an object is one
// (`FATAL() << "why";`).
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_ENDINGS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_ENDINGS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// Ends the paths of \p U at calls that never return.
void endPaths(Unit &U);

} // namespace asyncsafe

#endif
