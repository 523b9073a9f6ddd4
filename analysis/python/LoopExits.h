//===- LoopExits.h - What ends a loop ----------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether a loop ends by its own work (a counter, a list, data that is used up, a deadline), or
// only when a wait returns something or other code stores to what the loop tests.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_PYTHON_LOOPEXITS_H
#define ASYNCSAFE_ANALYSIS_PYTHON_LOOPEXITS_H

#include "analysis/engine/FixedPoint.h"
#include "analysis/engine/Loops.h"
#include "analysis/waits/WaitFacts.h"

#include <set>

namespace asyncsafe {

struct LoopExits {
  /// Only waits and other code can end the loop, as far as is known.
  bool OnlyOthers = false;
  /// An exit depends on the result of an unknown callee.
  bool OnCallee = false;
  /// Objects that the exits test and the loop does not store to.
  std::set<ObjectId> Shared;
  /// Waits whose result decides an exit.
  std::set<const Event *> Results;
};

/// The objects that functions and their callees store to.
class StoredObjects {
public:
  explicit StoredObjects(const Callees &Calls);
  const std::set<ObjectId> &in(FunctionId F) const { return Stored.solved(F); }

private:
  FixedPoint<std::set<ObjectId>> Stored;
};

/// \p Waits: the waits in the loop.
LoopExits exitsOf(const Unit &U, const Function &F, const LoopBlocks &Loop,
                  const std::vector<const Wait *> &Waits, const StoredObjects &Stored);

} // namespace asyncsafe

#endif
