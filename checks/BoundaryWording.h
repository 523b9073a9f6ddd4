//===- BoundaryWording.h - How findings speak of unwinding ------*- C++ -*-===//
//
// Decides the words that the checks of cancellations and interruptions share.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CHECKS_BOUNDARYWORDING_H
#define ASYNCSAFE_CHECKS_BOUNDARYWORDING_H

#include "checks/Wording.h"

namespace asyncsafe {

/// "the thread may be cancelled in 'read'", the chain of calls to it, and how many more.
void addPointNotes(const StruckAt &P, unsigned Others, const Unit &U, Draft &F);

} // namespace asyncsafe

#endif
