//===- HandlerGuards.cpp - Guards around a handler's work ------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/HandlerGuards.h"

#include "analysis/engine/Paths.h"
#include "analysis/handlers/SelfSignals.h"

#include <algorithm>

namespace asyncsafe {

HandlerGuards::HandlerGuards(const UnitHandlers &Facts)
    : Facts(Facts), U(*Facts.Of), Inside(functionsInHandlers(Facts)),
      Open(Facts.Handlers.size(), std::vector<bool>(U.Functions.size())),
      Crashing(*Facts.Calls, {}, [this](FunctionId F) { return findCrashing(F); }) {
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    if (!Inside[F])
      forEachEvent(U.Functions[F], [&](Position, const Event &E) {
        if (E.kind() == EventKind::Assign && E.subject().Object != NoId)
          Storing[E.subject().Object].insert(F);
      });
  for (const HandlerRun &R : Facts.HandlerRuns)
    Blocks.emplace(&R, findOpenBlocks(R));
  for (unsigned I = 0; I < Facts.Handlers.size(); ++I)
    if (Facts.Handlers[I].Handler != NoId)
      open(I);
}

/// Functions called from an open block are open.
void HandlerGuards::open(unsigned Install) {
  std::vector<bool> &Reached = Open[Install];
  Reached[Facts.Handlers[Install].Handler] = true;
  auto Add = [&](CalleeId C) {
    FunctionId Body = bodyOf(U, C, Runs::Perhaps);
    bool New = Body != NoId && !Reached[Body];
    if (New)
      Reached[Body] = true;
    return New;
  };
  // Functions called through a table are known only from the handler's runs.
  std::multimap<const Event *, FunctionId> Entered;
  for (const HandlerRun &R : Facts.HandlerRuns)
    if (R.Install == Install && R.Call)
      Entered.emplace(R.Call, R.Function);
  for (bool Grew = true; Grew;) {
    Grew = false;
    for (const HandlerRun &R : Facts.HandlerRuns)
      for (BlockId B = 0; R.Install == Install && Reached[R.Function] && B < R.Reached.size(); ++B)
        if (openBlocks(R)[B])
          for (const Event &E : U.Functions[R.Function].Blocks[B].Events) {
            Grew |= Add(E.site().Callee);
            auto [First, Last] = Entered.equal_range(&E);
            for (auto It = First; It != Last; ++It)
              if (!Reached[It->second])
                Grew = Reached[It->second] = true;
            for (auto &[Argument, Callback] : E.site().FunctionArgs)
              Grew |= Add(Callback);
          }
  }
}

/// The blocks that \p R reaches without that edge.
static std::vector<bool> reachedWithout(const Function &F, const HandlerRun &R, const Edge *Guard) {
  return reachedOver(F, [&](const Edge &E) { return &E != Guard && R.Reached[E.To]; });
}

std::vector<bool> HandlerGuards::findOpenBlocks(const HandlerRun &R) {
  const Function &F = U.Functions[R.Function];
  std::vector<bool> Out = R.Reached;
  forEachEdge(F, [&](BlockId, const Edge &E) {
    if (!E.When || !isGuard(*E.When))
      return;
    std::vector<bool> Past = reachedWithout(F, R, &E);
    for (BlockId Each = 0; Each < Out.size(); ++Each)
      Out[Each] = Out[Each] && Past[Each];
  });
  // A handler that only crashes gets no credit for it.
  const std::vector<bool> &Ends = Crashing(R.Function);
  for (BlockId B = 0; B < Out.size() && !Ends[0]; ++B)
    Out[B] = Out[B] && !Ends[B];
  return Out;
}

bool HandlerGuards::isBehindEnd(const HandlerRun &R, BlockId B, const Event &E) {
  const Function &F = U.Functions[R.Function];
  auto [It, New] = Until.try_emplace(R.Function);
  if (New)
    It->second = beforeOwnEnd(U, F);
  return static_cast<size_t>(&E - F.Blocks[B].Events.data()) >= It->second[B];
}

//===----------------------------------------------------------------------===//
// Flags
//===----------------------------------------------------------------------===//

bool HandlerGuards::isGuard(const Condition &C) {
  if (C.Subject.Object == NoId || isErrno(C.Subject))
    return false;
  auto [It, New] = Guards.try_emplace({C.Subject.Object, {int(C.Test.O), C.Test.Constant}}, false);
  if (New)
    It->second = isRegion(C.Subject.Object, C.Test);
  return It->second;
}

/// Some function sets or increments the flag temporarily: each such store is followed by the opposite
/// one before the function returns. Then either the handler acts only during that time, in which nothing
/// unsafe runs, or only outside it, to protect what runs.
bool HandlerGuards::isRegion(ObjectId Flag, const Predicate &Test) const {
  if (!writesTo(Facts, Flag).empty()) // the handler writes it: it is output of the handler, not a guard
    return false;
  // A counter is raised from 0 and lowered to it again.
  auto ValueOf = [](const Event &E) { return E.constant().value_or(E.adds() > 0); };
  auto Stores = [&](const Event &E) {
    return E.kind() == EventKind::Assign && E.subject().Object == Flag && (E.constant() || E.adds());
  };
  auto Found = Storing.find(Flag);
  if (Found == Storing.end())
    return false;
  for (FunctionId Id : Found->second) {
    const Function &F = U.Functions[Id];
    bool Is = false;
    forEachEvent(F, [&](Position First, const Event &Begin) {
      if (Is || !Stores(Begin))
        return;
      bool Ends = false, AllSafe = true, AnyUnsafe = false;
      Walked W = walk(F, behind(First), [&](Position, const Event &E) {
        bool Opposite = Stores(E) && holds(Test, ValueOf(E)) != holds(Test, ValueOf(Begin));
        Ends |= Opposite;
        if (Opposite || E.site().Callee == NoId)
          return Opposite ? Visit::EndPath : Visit::GoOn;
        AllSafe = AllSafe && U.Callees[E.site().Callee].Safety == SignalSafety::Safe;
        AnyUnsafe = AnyUnsafe || U.Callees[E.site().Callee].Safety == SignalSafety::Unsafe;
        return Visit::GoOn;
      });
      bool Escapes =
          std::any_of(W.Ends.begin(), W.Ends.end(), [&](BlockId B) { return returnsAfter(U, F.Blocks[B]); });
      Is = Ends && !Escapes && (holds(Test, ValueOf(Begin)) ? !AnyUnsafe : !AllSafe);
    });
    if (Is)
      return true;
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Crashes
//===----------------------------------------------------------------------===//

bool HandlerGuards::crashes(const Event &E) {
  if (E.kind() == EventKind::Effect)
    return E.effect().Kind == EffectKind::SendSignal && E.site().Callee != NoId &&
           U.Callees[E.site().Callee].NoReturn;
  FunctionId Body = calledBy(U, E, Runs::Perhaps);
  if (Body == NoId)
    return false;
  const std::vector<bool> &Inside = Crashing(Body);
  return !Inside.empty() && Inside[0]; // empty: not computed yet
}

std::vector<bool> HandlerGuards::findCrashing(FunctionId Id) {
  const Function &F = U.Functions[Id];
  std::vector<bool> Out(F.Blocks.size());
  for (BlockId B = 0; B < F.Blocks.size(); ++B)
    Out[B] = std::any_of(F.Blocks[B].Events.begin(), F.Blocks[B].Events.end(),
                         [&](const Event &E) { return crashes(E); });
  for (bool Grew = true; Grew;) {
    Grew = false;
    for (BlockId B = 0; B < F.Blocks.size(); ++B) {
      const std::vector<Edge> &Next = F.Blocks[B].Successors;
      if (!Out[B] && !Next.empty() &&
          std::all_of(Next.begin(), Next.end(), [&](const Edge &E) { return Out[E.To]; }))
        Out[B] = Grew = true;
    }
  }
  return Out;
}

} // namespace asyncsafe
