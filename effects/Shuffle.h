//===- Shuffle.h - The same unit in another order ---------------*- C++ -*-===//
//
// Gives a unit's functions, callees, objects and evidence other numbers, the branches
// of each block another order, and neighbouring registrations of signal handlers, too.
// What a unit means does not depend on any of these: tests compare what is said of both.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_EFFECTS_SHUFFLE_H
#define ASYNCSAFE_EFFECTS_SHUFFLE_H

#include "effects/Graph.h"

namespace asyncsafe {

/// \p Seed picks one of many orders, the same on every platform.
Unit shuffled(Unit U, unsigned Seed);

} // namespace asyncsafe

#endif
