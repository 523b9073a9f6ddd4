//===- LoopExits.cpp - What ends a loop -----------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/python/LoopExits.h"

#include "analysis/engine/Callees.h"
#include "analysis/handlers/HandlerFacts.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// Variables through which a result is copied.
constexpr unsigned MaxHops = 3;

class Exits {
public:
  Exits(const Unit &U, const Function &F, const LoopBlocks &Loop, const std::vector<const Wait *> &Waits,
        const StoredObjects &Stored)
      : U(U), F(F), Loop(Loop), Waits(Waits), Stored(Stored) {}

  LoopExits run() {
    Out.OnlyOthers = true;
    for (BlockId B : Loop)
      for (const Edge &E : F.Blocks[B].Successors)
        if (!inside(E.To) && !(E.When && isOthers(E.When->Subject, MaxHops))) {
          Out.OnlyOthers = false;
          return std::move(Out);
        }
    return std::move(Out);
  }

private:
  bool inside(BlockId B) const { return std::binary_search(Loop.begin(), Loop.end(), B); }

  template <class Visit> void forEachEvent(Visit V) const {
    for (BlockId B : Loop)
      for (const Event &E : F.Blocks[B].Events)
        V(E);
  }

  bool isOthers(const Place &P, unsigned Hops) {
    if (isErrno(P))
      return true;
    if (P.Root == Place::RootKind::Temporary && P.Path.empty())
      return isResult(P);
    if (P.Object != NoId)
      return isShared(P);
    return isLocal(P, Hops);
  }

  bool isResult(const Place &P) {
    for (const Wait *W : Waits)
      if (W->At->site().Result == P) {
        Out.Results.insert(W->At);
        return true;
      }
    bool OfCall = false;
    forEachEvent([&](const Event &E) {
      OfCall |= E.kind() == EventKind::Call && E.site().Result == P && calledBy(U, E, Runs::Perhaps) == NoId;
    });
    Out.OnCallee |= OfCall;
    return OfCall;
  }

  /// An object that the loop does not store to.
  bool isShared(const Place &P) {
    // A chain of pointers that the loop follows ends the loop by its length.
    bool Walks = false, Stores = false;
    forEachEvent([&](const Event &E) {
      Walks |= E.kind() == EventKind::Assign && !P.Path.empty() && E.subject().sameRoot(P) &&
               E.subject().Path.empty();
      Stores |= E.kind() == EventKind::Assign && E.subject().Object == P.Object;
      if (FunctionId Body = calledBy(U, E, Runs::Perhaps); Body != NoId)
        Stores |= Stored.in(Body).count(P.Object) != 0;
      for (const Place &A : E.site().Args)
        Stores |= A.AddressOf && A.Object == P.Object && !isWait(E);
    });
    const Object &O = U.Objects[P.Object];
    if (Walks || Stores || !O.isFlagLike())
      return false;
    Out.Shared.insert(P.Object);
    return true;
  }

  bool isWait(const Event &E) const {
    return std::any_of(Waits.begin(), Waits.end(), [&](const Wait *W) {
      return W->At->Expr == E.Expr && W->At->site().Callee == E.site().Callee;
    });
  }

  /// A variable that a wait writes to, or that holds the result of a wait.
  bool isLocal(const Place &P, unsigned Hops) {
    bool Own = P.Root != Place::RootKind::Local && P.Root != Place::RootKind::Param, Set = false;
    forEachEvent([&](const Event &E) {
      if (E.kind() == EventKind::Assign && E.subject().sameRoot(P)) {
        Set = true;
        Own |= E.other().isNone() || !Hops || isStep(E.other(), P) || !isOthers(E.other(), Hops - 1);
      }
      for (const Place &A : E.site().Args)
        if (A.AddressOf && A.sameRoot(P)) {
          Set = true;
          Own |= !isWait(E);
        }
    });
    // A value that never changes cannot end the loop later, so the test is not an exit.
    return !Own || (!Set && P.Path.empty() && P.Root != Place::RootKind::Temporary);
  }

  /// A call computes the next value from the old one: a list that the loop follows.
  bool isStep(const Place &Result, const Place &Variable) const {
    bool Step = false;
    forEachEvent([&](const Event &E) {
      for (const Place &A : E.site().Args)
        Step |= E.site().Result == Result && A.sameRoot(Variable);
    });
    return Step;
  }

  const Unit &U;
  const Function &F;
  const LoopBlocks &Loop;
  const std::vector<const Wait *> &Waits;
  const StoredObjects &Stored;
  LoopExits Out;
};

} // namespace

StoredObjects::StoredObjects(const Callees &Calls)
    : Stored(Calls, {}, [this, &U = Calls.unit()](FunctionId F) {
        std::set<ObjectId> Out;
        for (const Block &B : U.Functions[F].Blocks)
          for (const Event &E : B.Events) {
            if (E.kind() == EventKind::Assign && E.subject().Object != NoId)
              Out.insert(E.subject().Object);
            if (FunctionId Body = calledBy(U, E, Runs::Perhaps); Body != NoId)
              Out.insert(Stored.solved(Body).begin(), Stored.solved(Body).end());
          }
        return Out;
      }) {
  Stored.solveAll();
}

LoopExits exitsOf(const Unit &U, const Function &F, const LoopBlocks &Loop,
                  const std::vector<const Wait *> &Waits, const StoredObjects &Stored) {
  return Exits(U, F, Loop, Waits, Stored).run();
}

} // namespace asyncsafe
