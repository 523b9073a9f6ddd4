//===- DeafLoops.h - Loops that nobody can stop ------------------*- C++ -*-===//
//
// Decides which loops of threads and coroutines have no end of their own, no point at which they can be
// interrupted, and no look at what asks them to stop, in a program whose other loops have.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_DEAFLOOPS_H
#define ASYNCSAFE_ANALYSIS_THREADS_DEAFLOOPS_H

#include "analysis/engine/Callees.h"
#include "analysis/threads/LoopFacts.h"

namespace asyncsafe {

std::vector<DeafLoop> findDeafLoops(const Callees &Calls);

} // namespace asyncsafe

#endif
