//===- HandlerJumps.h - Waits that a handler jumps out of -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the calls out of which a signal handler jumps to a target that the calling function has set
// (`sigsetjmp(late, 1); alarm(5); read(…); alarm(0);`). The handler can jump out of any instruction
// there; a call that waits is where its signal is meant to arrive.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERJUMPS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERJUMPS_H

#include "analysis/handlers/HandlerFacts.h"

#include <unordered_set>

namespace asyncsafe {

/// Events of calls. \p Facts: with the code of its handlers.
std::unordered_set<const Event *> leftByHandlers(const UnitHandlers &Facts);

} // namespace asyncsafe

#endif
