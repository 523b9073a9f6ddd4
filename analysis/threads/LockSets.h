//===- LockSets.h - Which locks are held where -------------------*- C++ -*-===//
//
// Decides, for every event of a function, the locks that may be held before it and
// those that it takes.  In doubt a lock is held: who asks wants to know of code
// that certainly runs without.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_LOCKSETS_H
#define ASYNCSAFE_ANALYSIS_THREADS_LOCKSETS_H

#include "analysis/engine/Shared.h"
#include "analysis/steps/PassCache.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

/// The name of a lock, as the function that takes it spells it.
using LockNames = std::map<SharedKey, Place>;

class LockSets {
public:
  /// \p Budget: blocks that may be visited; beyond, nothing is known and complete() is false.
  LockSets(const Steps &S, unsigned Budget);

  struct AtEvent {
    LockNames Held; ///< before it
    LockNames Taken;
    bool HoldsNameless = false; ///< a lock that no key names may be held
  };
  /// Null where no path leads.
  const AtEvent *at(BlockId B, unsigned Index) const { return Reached[B] ? &Events[B][Index] : nullptr; }
  bool complete() const { return Complete; }
  /// Nowhere is a lock held or taken.
  bool takesNothing() const;

  /// The lock that an argument of a call stands for: itself, or what its owner (a
  /// std::unique_lock) keeps.
  LockNames lockOf(const Place &Argument) const;

private:
  const Steps &S;
  std::vector<bool> Reached;
  std::vector<std::vector<AtEvent>> Events;
  bool Complete = true;
};

using LockCache = PassCache<LockSets>;

} // namespace asyncsafe

#endif
