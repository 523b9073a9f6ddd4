//===- FatalFailures.h - Calls that may not fail ------------------*- C++ -*-===//
//
// Decides whether the function that makes a call comes back once the call has failed.
// If every path from there ends the program, the caller never sees
// the errno of that failure.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_FATALFAILURES_H
#define ASYNCSAFE_ANALYSIS_ENGINE_FATALFAILURES_H

#include "analysis/engine/Paths.h"

#include <functional>

namespace asyncsafe {

/// The call at \p At.  \p MayRetry: to make it again will do, too (what errno then says is
/// EINTR).  \p NeverReturns answers for the function's callees.
bool failureIsFatal(const Function &F, Position At, bool MayRetry,
                    const std::function<bool(CalleeId)> &NeverReturns);

} // namespace asyncsafe

#endif
