//===- UnstoppableLoops.h - Loops that a request to stop does not end -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds loops of threads and coroutines that run forever, contain no interruption point, and never test
// a request to stop, in a program whose other loops do.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_UNSTOPPABLELOOPS_H
#define ASYNCSAFE_ANALYSIS_THREADS_UNSTOPPABLELOOPS_H

#include "analysis/engine/Callees.h"
#include "analysis/threads/LoopFacts.h"

namespace asyncsafe {

/// With \p OnlyJoined, only loops without any exit, in threads that other code asks to stop and then joins.
std::vector<UnstoppableLoop> findUnstoppableLoops(const Callees &Calls, bool OnlyJoined);

} // namespace asyncsafe

#endif
