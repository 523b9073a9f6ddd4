//===- ConditionWaits.h - Waits for condition variables ----------*- C++ -*-===//
//
// Decides which waits give up a lock, which one, and which objects are tested to
// end them: by the predicate, or by the innermost loop around the wait.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_CONDITIONWAITS_H
#define ASYNCSAFE_ANALYSIS_THREADS_CONDITIONWAITS_H

#include "analysis/engine/SharedSet.h"
#include "analysis/threads/LockSets.h"
#include "analysis/waits/WaitFacts.h"

namespace asyncsafe {

/// One object that is looked at to decide whether to wait on.
struct WaitTest {
  Place What;
  const Event *At = nullptr; ///< null: no event of its own
  /// Values with which waiting ends; empty: not known.
  std::vector<Predicate> Ends;
};
using WaitTests = std::map<SharedKey, WaitTest>;

/// The value that \p Store stores is known to leave the waiter waiting.
bool keepsWaiting(const WaitTest &Test, const Event &Store);

struct ConditionWait {
  FunctionId In = NoId;
  BlockId Block = 0;
  const Event *At = nullptr; ///< the wait, or the call of a function that only passes it on
  WaitLength Length = WaitLength::Unbounded;
  Place Name; ///< of the condition variable
  SharedKey Condition;
  LockNames Locks; ///< given up while it waits
  FunctionId Predicate = NoId;
  /// Waits again until something is true: by a predicate, or in a loop.
  WaitTests Tests;
};

/// Every wait of the unit that gives up one of \p Locks: it names it among its arguments, or
/// it does so in a function that is called with the lock.
std::vector<ConditionWait> conditionWaits(const Unit &U, const std::vector<Wait> &All, const SharedSet &Locks,
                                          LockCache &Held);

/// Objects that \p Blocks of \p F, or what they call, look at.
void addTests(const Unit &U, const Function &F, const std::vector<BlockId> &Blocks, bool IsPredicate,
              WaitTests &Into);

} // namespace asyncsafe

#endif
