//===- Summarise.h - One function's effects on formal places ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the part of a function's effects that its callers can observe.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_SUMMARISE_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_SUMMARISE_H

#include "analysis/steps/Steps.h"

namespace asyncsafe {

/// The effects of \p S on its parameters, `this`, globals and (in a lambda) captured locals. Without
/// acquisitions and releases if over \p Budget.
CalleeEffects summarise(Steps &S, unsigned Budget, bool Recursive);

} // namespace asyncsafe

#endif
