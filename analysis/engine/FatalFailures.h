//===- FatalFailures.h - Calls whose failure ends the program ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether a function continues after one of its calls has failed. If every path from the
// failure ends the program, the caller never sees the errno of that failure.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_FATALFAILURES_H
#define ASYNCSAFE_ANALYSIS_ENGINE_FATALFAILURES_H

#include "analysis/engine/Paths.h"

#include <functional>

namespace asyncsafe {

/// Tests the call at \p At. With \p MayRetry, a path that makes the call again counts as an end (errno
/// is then EINTR). \p NeverReturns answers for the function's callees.
bool failureIsFatal(const Function &F, Position At, bool MayRetry,
                    const std::function<bool(CalleeId)> &NeverReturns);

} // namespace asyncsafe

#endif
