//===- Endings.h - Calls that do not come back ------------------*- C++ -*-===//
//
// Decides which functions never return: each of their paths ends the program, throws, jumps away
// or goes on without end.  `void fatal(…) { log(…); exit(1); }` is one, whether or not it says so by an
// attribute.  A path ends at a call of such a function, as it does at `exit` itself.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_ENDINGS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_ENDINGS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// Ends the paths of \p U at calls that do not come back: to be done once, before it is analysed.
void endPaths(Unit &U);

} // namespace asyncsafe

#endif
