//===- CalleeHabits.cpp - What callees do to errno and to paths -----------===//

#include "analysis/FatalFailures.h"
#include "analysis/waits/AfterWait.h"

#include <algorithm>

namespace asyncsafe {

namespace {

bool storesErrno(const Function &F) {
  for (const Block &B : F.Blocks)
    for (const Event &E : B.Events)
      if (E.kind() == EventKind::Assign && E.subject().Root == Place::RootKind::Global &&
          E.subject().Name == "errno")
        return true;
  return false;
}

/// The callee of an event that runs it; NoId of the others.
CalleeId calleeOf(const Event &E) {
  bool Runs = E.kind() == EventKind::Effect || E.kind() == EventKind::Call || E.kind() == EventKind::Destroy;
  return Runs ? E.site().Callee : NoId;
}

} // namespace

/// The blocks from which some path comes back to the caller.
std::vector<bool> CalleeHabits::comingBack(const Function &F) const {
  std::vector<bool> Dies(F.Blocks.size());
  std::vector<BlockId> Ends;
  for (BlockId B = 0; B < F.Blocks.size(); ++B) {
    const std::vector<Event> &Events = F.Blocks[B].Events;
    Dies[B] = std::any_of(Events.begin(), Events.end(),
                          [&](const Event &E) { return calleeOf(E) != NoId && neverReturns(calleeOf(E)); });
    if (!Dies[B] && F.Blocks[B].Successors.empty())
      Ends.push_back(B);
  }
  std::vector<bool> Back = reach(F, Ends, Along::Backward, [&](BlockId B, const Edge &) { return !Dies[B]; });
  for (BlockId B : Ends)
    Back[B] = true;
  return Back;
}

CalleeHabits::CalleeHabits(const Callees &Calls)
    : U(Calls.unit()), Habits(Calls, Habit(), [this](FunctionId F) { return habitOf(U.Functions[F]); }) {
  Habits.solveAll();
}

CalleeHabits::Habit CalleeHabits::habitOf(const Function &F) const {
  Habit Out;
  if (F.Blocks.empty()) {
    Out.Dies = false;
    Out.Returns = true;
    return Out;
  }
  bool Restores = storesErrno(F), AllKeep = true, SomeChange = false, Leaves = false, Ends = false;
  std::vector<bool> Back = comingBack(F);
  auto Look = [&](Position P, const Event &E) {
    CalleeId Called = calleeOf(E);
    if (E.kind() == EventKind::Read)
      Out.Reads.insert(E.subject().Object);
    bool Over = E.kind() == EventKind::Return || E.kind() == EventKind::Throw;
    Leaves |= Over;
    Over |= E.kind() == EventKind::Effect && E.effect().Kind == EffectKind::Interrupt && E.effect().Raises == Source::Jump;
    if (Called == NoId)
      return Over ? Visit::EndPath : Visit::GoOn;
    if (neverReturns(Called)) {
      Ends = true;
      return Visit::EndPath;
    }
    // Who does not survive the call, or its failure, leaves no errno to anybody.
    FunctionId Body = bodyOf(U, Called, Runs::Perhaps);
    bool Harmless = !Back[P.Block] ||
                    (changesErrno(Called) && Body == NoId &&
                     failureIsFatal(F, P, /*MayRetry=*/true, [this](CalleeId C) { return neverReturns(C); }));
    AllKeep &= Harmless || keepsErrno(Called);
    SomeChange |= !Harmless && changesErrno(Called);
    if (Body != NoId)
      Out.Reads.insert(reads(Body).begin(), reads(Body).end());
    return Over ? Visit::EndPath : Visit::GoOn;
  };
  auto Follow = [&](const Edge &E) {
    if (E.When && E.When->Subject.Object != NoId)
      Out.Reads.insert(E.When->Subject.Object);
    return true;
  };
  Walked W = walk(F, {0, 0}, Look, Follow);
  Out.Returns = Leaves || !W.Ends.empty();
  Out.Keeps = Restores || AllKeep;
  Out.Changes = !Restores && SomeChange;
  Out.Dies = Ends && !Out.Returns;
  return Out;
}

bool CalleeHabits::keepsErrno(CalleeId Id) const {
  FunctionId Body = bodyOf(U, Id, Runs::Perhaps);
  return U.Callees[Id].KeepsErrno || (Body != NoId && Habits.solved(Body).Keeps);
}

bool CalleeHabits::changesErrno(CalleeId Id) const {
  const Callee &C = U.Callees[Id];
  if (bodyOf(U, Id, Runs::Perhaps) == NoId)
    return C.Safety != SignalSafety::Unlisted && !C.KeepsErrno;
  FunctionId Body = bodyOf(U, Id, Runs::Surely);
  return Body != NoId && Habits.solved(Body).Changes;
}

bool CalleeHabits::neverReturns(CalleeId Id) const {
  FunctionId Body = bodyOf(U, Id, Runs::Surely);
  return U.Callees[Id].NoReturn || (Body != NoId && Habits.solved(Body).Dies);
}

} // namespace asyncsafe
