//===- Suspensions.h - Locks held while a coroutine is suspended -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds locks of a thread, and masks, in force at a suspension point: the coroutine may be resumed on
// another thread, or never. A lock acquired by awaiting it belongs to the coroutine.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_SUSPENSIONS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_SUSPENSIONS_H

#include "analysis/exposures/BoundaryFacts.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

void findHeldOverSuspends(Steps &S, FunctionId Id, unsigned Budget, std::vector<HeldOverSuspend> &Out);

} // namespace asyncsafe

#endif
