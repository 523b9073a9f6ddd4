//===- LockSets.h - Locks held at each event --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes, for every event of a function, the locks that may be held before it and those that it takes.
// In doubt a lock counts as held: callers look for code that certainly runs without it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_LOCKSETS_H
#define ASYNCSAFE_ANALYSIS_THREADS_LOCKSETS_H

#include "analysis/engine/Shared.h"
#include "analysis/steps/PassCache.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

/// Locks and the spelling that their function uses.
using LockNames = std::map<SharedKey, Place>;

class LockSets {
public:
  /// \p Budget: limit on visits to blocks; beyond it, nothing is known and complete() is false.
  LockSets(const Steps &S, unsigned Budget);

  struct AtEvent {
    LockNames Held; ///< before it
    LockNames Taken;
    bool HoldsNameless = false; ///< a lock without a key may be held
  };
  /// Null if unreachable.
  const AtEvent *at(BlockId B, unsigned Index) const { return Reached[B] ? &Events[B][Index] : nullptr; }
  bool complete() const { return Complete; }
  /// No lock is ever held or taken.
  bool takesNothing() const;

  /// The lock that an argument of a call denotes: itself, or the lock of an owner (a std::unique_lock).
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
