//===- Counters.cpp - Numbers that are counted up and down ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/steps/Counters.h"

#include "analysis/engine/Loops.h"
#include "analysis/engine/Paths.h"

#include <set>

namespace asyncsafe {

static bool takesLock(const Function &F) {
  bool Takes = false;
  forEachEvent(F, [&](Position, const Event &E) {
    Takes |= E.is(EffectKind::Acquire) &&
             (E.effect().Resource == ResourceKind::Lock || E.effect().Resource == ResourceKind::SharedLock);
  });
  return Takes;
}

/// `if (--n == 0)`: who counts down to 0 does what all others leave to the last one.
static bool isLastOne(const Block &From, const Condition &When) {
  bool IsZero =
      When.Test.Constant == 0 && (When.Test.O == Predicate::Op::EQ || When.Test.O == Predicate::Op::NE);
  const Event *Last = From.Events.empty() ? nullptr : &From.Events.back();
  return IsZero && Last && Last->kind() == EventKind::Assign && Last->adds() < 0 &&
         Last->subject() == When.Subject;
}

/// After the store at \p P, some thread is woken before the next store to \p O.
static bool wakesBehind(const Function &F, Position P, ObjectId O) {
  return walk(F, behind(P),
              [O](Position, const Event &E) {
                if (E.kind() == EventKind::Assign && E.subject().Object == O)
                  return Visit::EndPath;
                return E.is(EffectKind::Wake) ? Visit::Stop : Visit::GoOn;
              })
      .Stopped;
}

/// `depth > 0`: is there any?
static bool asksForAny(Predicate Test) {
  using Op = Predicate::Op;
  bool Compares = Test.O == Op::EQ || Test.O == Op::NE || Test.O == Op::GT || Test.O == Op::LE;
  return Compares && Test.Constant == 0;
}

Counters::Counters(const Unit &U) : Known(U.Objects.size()) {
  std::vector<std::pair<ObjectId, const Function *>> Asked;
  std::set<std::pair<ObjectId, const Function *>> Counted;
  for (const Function &F : U.Functions) {
    latches(U, F);
    bool Locks = takesLock(F);
    forEachEvent(F, [&](Position, const Event &E) {
      if (E.kind() == EventKind::Assign && E.subject().Object != NoId) {
        assign(F, E, Locks);
        if (E.adds())
          Counted.emplace(E.subject().Object, &F);
      } else if ((E.kind() == EventKind::Read || E.kind() == EventKind::Return) && E.subject().Object != NoId)
        Known[E.subject().Object].IsRead = true;
      for (const Place &A : E.site().Args)
        if (A.Object != NoId)
          (A.AddressOf ? Known[A.Object].Other : Known[A.Object].IsRead) = true;
    });
    forEachEdge(F, [&](BlockId From, const Edge &E) {
      if (!E.When || E.When->Subject.Object == NoId)
        return;
      Known[E.When->Subject.Object].IsRead = true;
      if (asksForAny(E.When->Test))
        Asked.emplace_back(E.When->Subject.Object, &F);
      Known[E.When->Subject.Object].IsShared |= isLastOne(F.Blocks[From], *E.When);
    });
  }
  // Who does not count himself, and does something else while any are left, outlives them.
  for (auto &[O, By] : Asked)
    Known[O].IsAskedByOthers |= !Counted.count({O, By});
  for (ObjectId O = 0; O < Known.size(); ++O) {
    const Object &It = U.Objects[O];
    Use &Each = Known[O];
    bool Number = It.IsScalar && !It.IsPointer && !It.IsBool && !It.IsThreadLocal && !It.IsConst;
    Each.Counts = Number && Each.Up && Each.Down && !Each.Other;
    Each.IsShared |= !It.IsField || It.IsAtomic || Each.IsAskedByOthers;
    Each.IsOfThreads |= It.IsAtomic;
    Each.IsLatch = It.IsBool && !It.IsThreadLocal && !Each.Other && !Each.Up && !Each.Down &&
                   Each.IsSetAndReset && Each.IsWaitedFor;
  }
}

/// `busy = true; … busy = false; changed.notify_all();`, and somewhere `while (busy) changed.wait(lock);`.
void Counters::latches(const Unit &U, const Function &F) {
  std::set<ObjectId> Set;
  const bool Wakes = hasEvent(F, [](const Event &E) { return E.is(EffectKind::Wake); });
  forEachEvent(F, [&](Position P, const Event &E) {
    ObjectId O = E.subject().Object;
    if (!Wakes || E.kind() != EventKind::Assign || O == NoId || !E.constant() || !U.Objects[O].IsBool)
      return;
    if (*E.constant() != 0)
      Set.insert(O);
    else if (Set.count(O) && wakesBehind(F, P, O))
      Known[O].IsSetAndReset = true;
  });
  bool Waits = hasEvent(F, [](const Event &E) { return E.is(EffectKind::Block); });
  // A predicate is all that its function computes.
  forEachEvent(F, [&](Position, const Event &E) {
    if (F.IsLambda && F.Blocks.size() == 1 && E.kind() == EventKind::Read && E.subject().Object != NoId)
      Known[E.subject().Object].IsWaitedFor = true;
  });
  std::vector<bool> Loops;
  forEachEdge(F, [&](BlockId B, const Edge &E) {
    ObjectId O = E.When ? E.When->Subject.Object : NoId;
    if (O == NoId || !U.Objects[O].IsBool || !asksForAny(E.When->Test) || !(F.IsLambda || Waits))
      return;
    if (!F.IsLambda && Loops.empty())
      Loops = inLoops(F);
    Known[O].IsWaitedFor |= F.IsLambda || Loops[B];
  });
}

void Counters::assign(const Function &F, const Event &E, bool Locks) {
  Use &It = Known[E.subject().Object];
  if (E.addsParameter() || E.adds()) {
    It.Up |= E.addsParameter() || E.adds() > 0;
    It.Down |= E.addsParameter() || E.adds() < 0;
    It.IsShared |= Locks;
    It.IsOfThreads |= Locks;
    It.IsRead |= Locks; // for others: not every look at a field is an event
  } else if (!E.constant() && !F.IsConstructor) {
    It.Other = true;
  }
}

} // namespace asyncsafe
