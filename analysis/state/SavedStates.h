//===- SavedStates.h - State that a function saves and restores -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the places where a function changes state that it restores later, paired by the variable that
// keeps the previous state, or by the lock. One description for masks and locks, on which the path
// searches are based.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_SAVEDSTATES_H
#define ASYNCSAFE_ANALYSIS_STATE_SAVEDSTATES_H

#include "analysis/state/StateFacts.h"
#include "analysis/state/StepIndex.h"
#include "analysis/steps/Steps.h"

#include <map>

namespace asyncsafe {

/// One state of one function, and the steps that concern it.
struct SavedState {
  StateKind Kind = StateKind::SignalMask;
  Source Of = Source::Signal;         ///< of masks
  PlaceId Kept = NoPlace;             ///< the variable that keeps the previous state; for a lock: the lock
  std::vector<const Step *> Changes;  ///< the state is changed from here on
  std::vector<const Step *> Restores; ///< from the saved state; for a lock: releases and owners
  std::vector<const Step *> Resets;   ///< to a constant
  bool Thrown = false;                ///< the previous state is not saved
};

/// The masks that \p S begins and ends, except those that other code can restore: the saved state is
/// passed on, or belongs to an owner.
std::vector<SavedState> savedMasks(Steps &S);
/// … of signals, including those whose saved state other code can see.
std::vector<SavedState> signalMasks(Steps &S);

/// The locks (with \p Counts also semaphores and counters) that \p S itself acquires and releases.
std::vector<SavedState> heldLocks(const Steps &S, bool Counts = false);

/// Signal handlers, and pointers to the innermost object, that \p S replaces and restores.
std::vector<SavedState> savedHandlers(Steps &S);

/// Other code may restore the saved state, or a branch depends on it: it is copied, passed on, tested,
/// or belongs to an owner.
bool keptEscapes(const Steps &S, const SavedState &X);

/// A variable of the function itself.
bool isOwnVariable(const Steps &S, PlaceId P);

/// The variable that a call's result is stored in; \p Kept itself if it is not a result.
PlaceId variableOf(const Steps &S, PlaceId Kept);

/// The variables that hold the results of a state's changes.
class ChangeResults {
public:
  ChangeResults(Steps &S, const StepIndex &Index, const SavedState &X);
  /// If \p Test holds for \p P, the change has failed or did not happen.
  bool tellFailure(PlaceId P, Predicate Test) const;
  /// \p Each stores something else in a variable that holds the result, or hands it out to be stored to.
  bool isReusedAt(const Step &Each) const { return Reuses.count(&Each); }

private:
  bool IsLock;
  std::map<PlaceId, const Step *> By; ///< the first of the changes that a variable holds the result of
  StepSet Reuses;
};

} // namespace asyncsafe

#endif
