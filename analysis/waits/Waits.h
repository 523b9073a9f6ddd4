//===- Waits.h - Where functions wait ---------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes where the functions of a unit can wait. A call of a known body that waits is a wait too, as
// long and as interruptible as that body makes it; the call graph is walked callees first.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_WAITS_H
#define ASYNCSAFE_ANALYSIS_WAITS_WAITS_H

#include "analysis/engine/Callees.h"
#include "analysis/waits/WaitFacts.h"

namespace asyncsafe {

class WaitFollower;

/// Callees first, without functions of system headers.
std::vector<Wait> findWaits(const Callees &Calls, WaitFollower &Paths);

/// False: findWaits() would find nothing.
bool waits(const Unit &U);

/// The result when \p E has failed: a value that Success excludes.
int64_t failureValue(const Effect &E);

/// The name for messages: `accept`.
std::string nameOf(const Unit &U, const Event &Call);

} // namespace asyncsafe

#endif
