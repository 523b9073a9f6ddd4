//===- SkippedObjects.h - Destructors that a jump skips ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which objects are alive where a jump leaves their scope: their destructors do not run,
// whatever these release.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_SKIPPEDOBJECTS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_SKIPPEDOBJECTS_H

#include "analysis/exposures/ExposureFacts.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

/// A call of the unit jumps, and some function has objects with destructors.
bool jumpsOverObjects(const Unit &U);

/// Appends an exposure for each object, except those whose resources are already in \p Out.
void findSkippedObjects(const Steps &S, unsigned Budget, std::vector<Exposure> &Out);

} // namespace asyncsafe

#endif
