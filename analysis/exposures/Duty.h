//===- Duty.h - Does the function owe the release? ---------------*- C++ -*-===//
//
// Decides whether a function that holds a resource at a point is the one that has to
// release it: a normal path leads from there to the release or to an owner, or the
// resource is what it is about to return.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_DUTY_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_DUTY_H

#include "analysis/exposures/Points.h"
#include "analysis/exposures/Unwind.h"

namespace asyncsafe {

/// It can only run out of memory.
bool isAllocationOnly(const Effect &E);

/// Of one resource at a time.
class Duty {
public:
  Duty(const HeldPass &Pass, const Unwinder &Unwind) : Pass(Pass), S(Pass.steps()), Unwind(Unwind) {}

  void begin(unsigned Resource, Position AcquiredAt);
  /// Does the function itself release the resource, or hand it to an owner?  A `throw` has nothing behind
  /// it: what counts is the path that does not throw.  \p Until is lowered to where, in the block of \p P,
  /// the answer may change.
  bool isOwed(const Hold &H, const Point &P, unsigned &Until);
  /// Something is made ready to be returned, and lost: by an exception that is known to come from what an
  /// object does itself; or by any but a cancellation, if callers in sight would have released it.
  bool isMeantForCaller(const Hold &H, const Point &P);
  /// A function that first gives back a lock which its caller holds takes it again for the
  /// caller: that it leaves with the lock held is how it was entered.
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
