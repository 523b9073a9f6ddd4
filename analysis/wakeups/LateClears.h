//===- LateClears.h - Flags cleared after acting on them --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes, from where a flag is found set, whether the code acts and only then clears it: in one list
// of statements, across several, or in a callee. A set of the flag in between is lost.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_LATECLEARS_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_LATECLEARS_H

#include "analysis/engine/Paths.h"
#include "analysis/engine/Shared.h"

#include <optional>

namespace asyncsafe {

struct LateClear {
  FunctionId In = NoId;
  Position Act, Clear;
  bool Always = true; ///< it is cleared on every path, not only after a successful act
};

/// The code that follows an edge of \p In on which \p Flag is set.
std::optional<LateClear> lateClear(const Unit &U, FunctionId In, BlockId Test, BlockId Entry,
                                   const Place &Flag);

} // namespace asyncsafe

#endif
