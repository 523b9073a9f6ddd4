//===- KnownCallers.h - Whose callers are all in sight -----------*- C++ -*-===//
//
// Decides which functions somebody may run who does not call them by name: another unit, a
// thread's start, or code that has the function's address.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_KNOWNCALLERS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_KNOWNCALLERS_H

#include "analysis/engine/Callees.h"

namespace asyncsafe {

/// By function: somebody may run it who does not call it in sight.
std::vector<bool> runElsewhere(const Unit &U, const std::vector<ThreadStart> &Threads);

/// By function of a program: nobody may.  All false where no program is: a library's callers are unknown.
std::vector<bool> calledInSight(const Callees &Calls);

} // namespace asyncsafe

#endif
