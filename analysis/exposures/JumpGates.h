//===- JumpGates.h - Jumps enabled by a flag --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which functions a jump cannot leave because the flag that enables the jump is set only while
// other functions run: after the setjmp(), until the same function clears it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_JUMPGATES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_JUMPGATES_H

#include "analysis/exposures/Exposures.h"

namespace asyncsafe {

/// Drops the points at which no jump is enabled.
void closeJumpGates(const Unit &U, std::vector<Exposure> &Exposures);

} // namespace asyncsafe

#endif
