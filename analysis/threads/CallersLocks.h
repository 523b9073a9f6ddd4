//===- CallersLocks.h - Locks that a caller may hold --------------*- C++ -*-===//
//
// Decides whether a function that takes no lock itself may run with the lock of a
// condition variable's waiter all the same: it speaks of the lock in other ways, or
// a caller holds it, in sight or not.
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
  /// A caller in sight holds some lock, or nobody knows whether it does.
  bool mayHoldAny(FunctionId F) { return isCalledWith(F, nullptr); }
  /// How sure it is that no caller out of sight does.
  Certainty runsWithout(FunctionId F, const ConditionWait &W) const;

private:
  bool mentionsLock(FunctionId F, const ConditionWait &W);
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
