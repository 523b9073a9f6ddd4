//===- SavedStates.h - State that a function changes for a time --*- C++ -*-===//
//
// Finds the places where a function changes state that it puts back later: by the variable
// that keeps the state before, or by the lock.  One description for masks and locks, from
// which the questions about paths follow.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_SAVEDSTATES_H
#define ASYNCSAFE_ANALYSIS_STATE_SAVEDSTATES_H

#include "analysis/state/StateFacts.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

/// One state of one function, and the steps that concern it.
struct SavedState {
  StateKind Kind = StateKind::SignalMask;
  Source Of = Source::Signal;         ///< of masks
  PlaceId Kept = NoPlace;             ///< what keeps the state before; a lock: the lock
  std::vector<const Step *> Changes;  ///< from here on it is changed
  std::vector<const Step *> Restores; ///< from what was kept; a lock: releases and owners
  std::vector<const Step *> Resets;   ///< to a constant
  bool Thrown = false;                ///< nothing keeps the state before
};

/// The masks that \p S begins and ends.  What others can put back is left out: a kept state that
/// is handed out, an owner's.
std::vector<SavedState> savedMasks(Steps &S);
/// … of signals, with those that are kept where others see it.
std::vector<SavedState> signalMasks(Steps &S);

/// The locks (and, with \p Counts, semaphores and counters) that \p S takes by itself and gives back.
std::vector<SavedState> heldLocks(const Steps &S, bool Counts = false);

/// Signal handlers, and pointers to what is innermost, that \p S replaces and puts back.
std::vector<SavedState> savedHandlers(Steps &S);

/// Others may put back what the variable keeps, or the code decides by it: it is copied, handed on,
/// looked at, or an owner's.
bool keptEscapes(const Steps &S, const SavedState &X);

/// A variable of the function itself.
bool isOwnVariable(const Steps &S, PlaceId P);

/// The variable that a call's result goes to; \p Kept itself if it is no result.
PlaceId variableOf(const Steps &S, PlaceId Kept);

/// The change is known to have failed, or not to have happened, where \p Test is true of \p P.
bool tellsFailure(const Steps &S, const SavedState &X, PlaceId P, Predicate Test);

} // namespace asyncsafe

#endif
