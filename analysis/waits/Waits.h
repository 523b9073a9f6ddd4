//===- Waits.h - Which calls wait, in sight and through callees --*- C++ -*-===//
//
// Decides where the functions of a unit can wait.  A call of a function whose body
// waits is a wait too, as long as and as interruptible as that body leaves it; the
// call graph is walked callees first.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_WAITS_H
#define ASYNCSAFE_ANALYSIS_WAITS_WAITS_H

#include "analysis/engine/Callees.h"
#include "analysis/waits/WaitFacts.h"

namespace asyncsafe {

class WaitFollower;

/// Callees first; nothing of system headers.
std::vector<Wait> findWaits(const Callees &Calls, WaitFollower &Paths);

/// False: findWaits() would find nothing.
bool waits(const Unit &U);

/// What the result is when \p E has failed: what Success rules out.
int64_t failureValue(const Effect &E);

/// As a message names it: `accept`.
std::string nameOf(const Unit &U, const Event &Call);

} // namespace asyncsafe

#endif
