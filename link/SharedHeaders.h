//===- SharedHeaders.h - Functions that every unit has a copy of -*- C++ -*-===//
//
// Decides which functions of a header, of internal linkage though they are, do the
// same in each unit that includes it, so that a program needs only one of them.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_LINK_SHAREDHEADERS_H
#define ASYNCSAFE_LINK_SHAREDHEADERS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// By function of \p U: it stands in a header, is local to the unit, and neither it nor
/// what it calls touches a variable that is the unit's own.
std::vector<bool> copiesOfHeaders(const Unit &U);

/// Equal for functions that do the same at the same place, whichever unit they are of.
std::string contentOf(const Function &F, const Unit &U);

} // namespace asyncsafe

#endif
