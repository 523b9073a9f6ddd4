//===- JumpGates.h - Jumps that a flag allows for a time ----------*- C++ -*-===//
//
// Decides which functions a jump cannot leave since the flag that allows it is only set
// while others run: from behind the setjmp() until it is cleared again in the same function.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_JUMPGATES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_JUMPGATES_H

#include "analysis/exposures/Exposures.h"

namespace asyncsafe {

/// Drops the points at which no jump is allowed.
void closeJumpGates(const Unit &U, std::vector<Exposure> &Exposures);

} // namespace asyncsafe

#endif
