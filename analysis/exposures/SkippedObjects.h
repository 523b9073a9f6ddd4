//===- SkippedObjects.h - Destructors that a jump passes by ------*- C++ -*-===//
//
// Decides which objects are alive where a jump leaves their scope: their destructors do not run,
// whether or not anybody knows what these release.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_SKIPPEDOBJECTS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_SKIPPEDOBJECTS_H

#include "analysis/exposures/ExposureFacts.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

/// Some call of the unit jumps, and some function of it has objects with destructors.
bool jumpsOverObjects(const Unit &U);

/// Appends an exposure for each object; not for those whose resources \p Out has already.
void findSkippedObjects(const Steps &S, unsigned Budget, std::vector<Exposure> &Out);

} // namespace asyncsafe

#endif
