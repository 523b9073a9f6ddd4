//===- Shuffle.h - Reordering a unit for tests ------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Renumbers a unit's functions, callees, objects and evidence, and reorders the branches of each block
// and adjacent registrations of signal handlers. The meaning of a unit depends on none of these: tests
// compare the findings of both orders.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_EFFECTS_SHUFFLE_H
#define ASYNCSAFE_EFFECTS_SHUFFLE_H

#include "effects/Graph.h"

namespace asyncsafe {

/// \p Seed selects one of many orders, the same on every platform.
Unit shuffled(Unit U, unsigned Seed);

} // namespace asyncsafe

#endif
