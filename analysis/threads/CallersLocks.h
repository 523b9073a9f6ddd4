//===- CallersLocks.h - Locks held by callers -------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether a function that takes no lock itself may still run with the lock of a condition
// variable's waiter: it refers to the lock in other ways, or a known or unknown caller holds it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_CALLERSLOCKS_H
#define ASYNCSAFE_ANALYSIS_THREADS_CALLERSLOCKS_H

#include "analysis/engine/Callees.h"
#include "analysis/engine/Visited.h"
#include "analysis/threads/ConditionWaits.h"

#include <algorithm>

namespace asyncsafe {

/// One of \p Locks is among \p Some (a map or a set of keys).
template <class Keys> bool names(const Keys &Some, const LockNames &Locks) {
  return std::any_of(Locks.begin(), Locks.end(), [&](const auto &Lock) { return Some.count(Lock.first); });
}

class CallersLocks {
public:
  CallersLocks(const Unit &U, const Callees &Calls, LockCache &Locks) : U(U), Calls(Calls), Locks(Locks) {}

  /// As far as the unit shows.
  bool mayHold(FunctionId F, const ConditionWait &W) {
    return mentionsLock(F, W) || isHandedLock(F) || isCalledWith(F, &W.Locks);
  }
  /// A known caller holds some lock, or it is unknown whether it does.
  bool mayHoldAny(FunctionId F) { return isCalledWith(F, nullptr); }
  /// How certain it is that no unknown caller holds it.
  Certainty runsWithout(FunctionId F, const ConditionWait &W) const;

private:
  bool mentionsLock(FunctionId F, const ConditionWait &W);
  bool releasesUntaken(FunctionId F);
  bool isHandedLock(FunctionId F);
  bool takesHere(FunctionId F, const Place &What);
  bool isCalledWith(FunctionId F, const LockNames *Of); ///< null: any lock
  bool isCalledWith(FunctionId F, const LockNames *Of, unsigned Depth, Visited<FunctionId> &Seen);

  const Unit &U;
  const Callees &Calls;
  LockCache &Locks;
};

} // namespace asyncsafe

#endif
