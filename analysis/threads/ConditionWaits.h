//===- ConditionWaits.h - Waits that release a lock -------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which waits release a lock, which lock, and which objects are tested to end them: by the
// predicate, or by the innermost loop around the wait.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_CONDITIONWAITS_H
#define ASYNCSAFE_ANALYSIS_THREADS_CONDITIONWAITS_H

#include "analysis/engine/SharedSet.h"
#include "analysis/threads/LockSets.h"
#include "analysis/waits/WaitFacts.h"

namespace asyncsafe {

/// An object that is tested to decide whether to wait again.
struct WaitTest {
  Place What;
  const Event *At = nullptr; ///< null: no event of its own
  /// The values that end the wait; empty: unknown.
  std::vector<Predicate> Ends;
};
using WaitTests = std::map<SharedKey, WaitTest>;

/// The waiter keeps waiting after \p Store.
bool keepsWaiting(const WaitTest &Test, const Event &Store);

struct ConditionWait {
  FunctionId In = NoId;
  BlockId Block = 0;
  SharedLoop Loop;           ///< the innermost around it; null if there is none
  const Event *At = nullptr; ///< the wait, or the call of a function that only forwards to it
  WaitLength Length = WaitLength::Unbounded;
  Place Name; ///< of the condition variable
  SharedKey Condition;
  LockNames Locks; ///< released while it waits
  FunctionId Predicate = NoId;
  /// The wait is repeated until a condition holds: by its predicate, or in a loop.
  WaitTests Tests;
};

/// Every wait of the unit that releases one of \p Locks: named among its arguments, or taken by the
/// caller of its function.
std::vector<ConditionWait> conditionWaits(const Unit &U, const std::vector<Wait> &All, const SharedSet &Locks,
                                          LockCache &Held);

/// Adds the objects that \p Blocks of \p F, or their callees, test.
void addTests(const Unit &U, const Function &F, const std::vector<BlockId> &Blocks, bool IsPredicate,
              WaitTests &Into);

} // namespace asyncsafe

#endif
