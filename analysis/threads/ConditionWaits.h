//===- ConditionWaits.h - Waits for condition variables ----------*- C++ -*-===//
//
// Decides which waits give up a lock, which one, and which objects are tested to
// end them: by the predicate, or by the innermost loop around the wait.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_CONDITIONWAITS_H
#define ASYNCSAFE_ANALYSIS_THREADS_CONDITIONWAITS_H

#include "analysis/threads/LockSets.h"

namespace asyncsafe {

/// One object that is looked at to decide whether to wait on.
struct WaitTest {
  Place What;
  const Event *At = nullptr; ///< null: no event of its own
  /// Values with which waiting ends; empty: not known.
  std::vector<Predicate> Ends;
};
using WaitTests = std::map<SharedKey, WaitTest>;

struct ConditionWait {
  FunctionId In = NoId;
  BlockId Block = 0;
  const Event *At = nullptr;
  SharedKey Condition;
  LockNames Locks;            ///< given up while it waits
  FunctionId Predicate = NoId;
  /// Waits again until something is true: by a predicate, or in a loop.
  WaitTests Tests;
};

/// The locks that some function of the unit takes.
SharedSet locksOf(const Unit &U);

/// Every wait of the unit that names a lock out of \p Locks among its arguments.
std::vector<ConditionWait> conditionWaits(const Unit &U, const SharedSet &Locks, CalleeOracle &Oracle,
                                          unsigned Budget);

/// Objects that \p Blocks of \p F, or what they call, look at.
void addTests(const Unit &U, const Function &F, const std::vector<BlockId> &Blocks, bool IsPredicate,
              WaitTests &Into, unsigned Depth = 0);

} // namespace asyncsafe

#endif
