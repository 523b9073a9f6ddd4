//===- SignalWindows.h - Signals unblocked for one wait ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether code unblocks signals only for a wait and blocks them again right after it, or
// unblocks them to end the program or to start another one in its place.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_SIGNALWINDOWS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_SIGNALWINDOWS_H

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"

#include <map>
#include <tuple>

namespace asyncsafe {

bool isWindowForWait(const Unit &U, const Function &F, Position Unblocks);

class LastOpenings {
public:
  explicit LastOpenings(const Callees &Calls);
  /// From there on, every path ends the process or its program, in \p F or in the callers of \p F.
  bool isLast(FunctionId F, Position From, unsigned Depth = 0);

private:
  bool endsBehind(FunctionId F, Position From, unsigned Depth);

  const Callees &Calls;
  /// By function, block, index and depth: many openings can have the same callers.
  std::map<std::tuple<FunctionId, BlockId, unsigned, unsigned>, bool> Asked;
  std::vector<bool> Known; ///< by function: its callers are
};

} // namespace asyncsafe

#endif
