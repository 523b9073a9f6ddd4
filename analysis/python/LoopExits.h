//===- LoopExits.h - What ends a loop ----------------------------*- C++ -*-===//
//
// Decides whether a loop ends by its own work (a counter, a list, data that is used up,
// a point in time), or only when a wait brings something or somebody else stores to what
// it tests.
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
  /// Nothing but waits and others end it, as far as is seen.
  bool OnlyOthers = false;
  /// Some way out depends on what an unknown callee answers.
  bool OnCallee = false;
  /// Looked at by the ways out: the loop does not store to them.
  std::set<ObjectId> Shared;
  /// Waits whose result decides about a way out.
  std::set<const Event *> Results;
};

/// What functions store to, with all that they call.
class StoredObjects {
public:
  explicit StoredObjects(const Callees &Calls);
  const std::set<ObjectId> &in(FunctionId F) const { return Stored.solved(F); }

private:
  FixedPoint<std::set<ObjectId>> Stored;
};

/// \p Waits: those of the loop.
LoopExits exitsOf(const Unit &U, const Function &F, const LoopBlocks &Loop,
                  const std::vector<const Wait *> &Waits, const StoredObjects &Stored);

} // namespace asyncsafe

#endif
