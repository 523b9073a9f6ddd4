//===- SideEffects.h - Side effects of functions on other threads -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the side effects of each function, callees included, that other threads can observe: what it
// wakes and closes, which locks it takes, which shared objects it stores to or passes on, and whether it
// calls unknown functions.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_SIDEEFFECTS_H
#define ASYNCSAFE_ANALYSIS_THREADS_SIDEEFFECTS_H

#include "analysis/engine/Callees.h"
#include "analysis/engine/SharedSet.h"

namespace asyncsafe {

struct SideEffects {
  SharedSet Wakes, Locks;
  /// Closed descriptors. That wakes a waiter at the other end of a pipe or connection but, on Linux, no
  /// thread that waits for the same descriptor (close(2), "Multithreaded processes and close()").
  SharedSet Closes;
  /// Wakeups, closes and locks of objects that the caller passes, in formal places: each call
  /// substitutes its arguments.
  std::vector<Effect> Formal;
  /// Objects stored to, objects of calls, and arguments of calls.
  SharedSet Touches;
  /// The latter two only.
  SharedSet Given;
  /// It wakes or closes something without a name.
  bool WakesNameless = false;
  /// It calls a function without a known body or model, and passes it an object.
  bool CallsUnknown = false;

  bool merge(const SideEffects &O); ///< true if it grew; the formal places are those of one function
  /// It wakes something that this unit cannot name.
  bool mayWakeAnything() const;
};

class SideEffectSummaries {
public:
  SideEffectSummaries(const Unit &U, const Callees &Calls);

  /// The side effects of \p F and its callees.
  const SideEffects &of(FunctionId F) const { return All[F]; }
  /// Every named lock that the unit takes.
  SharedSet locks() const;
  /// The side effects of one event and its callee.
  SideEffects of(const Event &E) const;

private:
  void add(const Event &E, SideEffects &Into) const;
  SideEffects called(FunctionId Callee, const Event &By) const;
  const Unit &U;
  std::vector<SideEffects> All;
};

} // namespace asyncsafe

#endif
