//===- ThrowersReleases.h - Calls that release what they are given, and throw -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decides whether a call that throws has released its argument first: the constructor of a smart pointer
// with a function-try-block, `Shared(T *p) try : counter(new int(1)), ptr(p) {} catch (...) { delete p; }`.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_THROWERSRELEASES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_THROWERSRELEASES_H

#include "analysis/exposures/Held.h"

namespace asyncsafe {

/// \p At: an interruption point of a call, which is given what is held as in \p H.
bool isReleasedByThrower(Steps &S, const Hold &H, Position At);

} // namespace asyncsafe

#endif
