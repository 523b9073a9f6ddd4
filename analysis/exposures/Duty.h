//===- Duty.h - Whether a function owes a release ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether a function that holds a resource at a point owes its release: a normal path leads
// from there to the release or to an owner, or the resource is what the function is about to return.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_DUTY_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_DUTY_H

#include "analysis/exposures/ExposureFacts.h"
#include "analysis/exposures/Points.h"
#include "analysis/exposures/Unwind.h"

namespace asyncsafe {

/// When \p E strikes, as far as the type of its exception says.
Occasion occasionOf(const Effect &E, const Unit &U);
/// The only exception that it can raise is for missing memory.
bool isAllocationOnly(const Effect &E);

/// Answers for one resource at a time.
class Duty {
public:
  Duty(const HeldPass &Pass, const Unwinder &Unwind) : Pass(Pass), S(Pass.steps()), Unwind(Unwind) {}

  void begin(unsigned Resource, Position AcquiredAt);
  /// The function itself releases the resource or hands it to an owner. No normal path follows a
  /// `throw`; for it the paths that do not throw count. \p Until is lowered to the position in the block
  /// of \p P from which the answer may differ.
  bool isOwed(const Hold &H, const Point &P, unsigned &Until);
  /// A resource prepared for the caller is lost: by an exception that an operation on an object is known
  /// to raise, or, if known callers would have released it, by any interruption but a cancellation.
  bool isMeantForCaller(const Hold &H, const Point &P);
  /// A function that first releases a lock of its caller takes it again for the caller: leaving with the
  /// lock held restores the state at entry.
  bool isTakenForCaller();
  /// Every place where a normal path releases the resource or hands it to an owner.
  std::vector<const Event *> releases() const;

private:
  bool releasedOnTheWay(const Point &P);
  bool mayBeKnownElsewhere();
  bool findTakenForCaller() const;

  const HeldPass &Pass;
  const Steps &S;
  const Unwinder &Unwind;

  unsigned Resource = 0;
  Position AcquiredAt;
  std::optional<HeldPaths::Question> Owed;
  std::optional<bool> OwedAtAll, ForCaller, KnownElsewhere;
  std::optional<std::vector<Position>> ReleasedAt;
};

} // namespace asyncsafe

#endif
