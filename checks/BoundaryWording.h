//===- BoundaryWording.h - Wording of findings about unwinding --*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The wording that checks of cancellations and interruptions share.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CHECKS_BOUNDARYWORDING_H
#define ASYNCSAFE_CHECKS_BOUNDARYWORDING_H

#include "checks/Wording.h"

namespace asyncsafe {

/// "the thread may be cancelled in 'read'", its call chain, and the number of further points.
void addPointNotes(const StruckAt &P, unsigned Others, const Unit &U, Draft &F);

} // namespace asyncsafe

#endif
