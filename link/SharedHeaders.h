//===- SharedHeaders.h - Functions in headers, copied into each unit -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which functions of a header with internal linkage do the same in each unit that includes it,
// so that a program needs only one copy.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_LINK_SHAREDHEADERS_H
#define ASYNCSAFE_LINK_SHAREDHEADERS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// By function of \p U: it is in a header, local to the unit, and neither it nor its callees use a
/// variable local to the unit.
std::vector<bool> copiesOfHeaders(const Unit &U);

/// Equal for functions that do the same at the same place, in any unit.
std::string contentOf(const Function &F, const Unit &U);

} // namespace asyncsafe

#endif
