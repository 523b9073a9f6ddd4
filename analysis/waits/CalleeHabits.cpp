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
  std::vector<bool> Back(F.Blocks.size());
  std::vector<std::vector<BlockId>> Into(F.Blocks.size());
  std::vector<BlockId> Work;
  for (BlockId B = 0; B < F.Blocks.size(); ++B) {
    const std::vector<Event> &Events = F.Blocks[B].Events;
    bool Dies = std::any_of(Events.begin(), Events.end(),
                            [&](const Event &E) { return calleeOf(E) != NoId && neverReturns(calleeOf(E)); });
    if (Dies)
      continue;
    if (F.Blocks[B].Successors.empty())
      Work.push_back(B);
    for (const Edge &E : F.Blocks[B].Successors)
      Into[E.To].push_back(B);
  }
  while (!Work.empty()) {
    BlockId B = Work.back();
    Work.pop_back();
    if (Back[B])
      continue;
    Back[B] = true;
    Work.insert(Work.end(), Into[B].begin(), Into[B].end());
  }
  return Back;
}

CalleeHabits::CalleeHabits(const Callees &Calls)
    : U(Calls.unit()), Habits(Calls, Habit(), [this](FunctionId F) { return habitOf(U.Functions[F]); }) {
  Habits.solveAll();
}

CalleeHabits::Habit CalleeHabits::habitOf(const Function &F) const {
  Habit Out;
  bool Restores = storesErrno(F), AllKeep = true, SomeChange = false;
  std::vector<bool> Reached(F.Blocks.size()), Back = comingBack(F);
  std::vector<BlockId> Work = {0};
  bool ComesBack = F.Blocks.empty(), Ends = false;
  if (!F.Blocks.empty())
    Reached[0] = true;
  while (!F.Blocks.empty() && !Work.empty()) {
    BlockId Current = Work.back();
    const Block &B = F.Blocks[Current];
    Work.pop_back();
    bool Over = false;
    for (unsigned I = 0; I < B.Events.size(); ++I) {
      const Event &E = B.Events[I];
      CalleeId Called = calleeOf(E);
      if (E.kind() == EventKind::Read)
        Out.Reads.insert(E.subject().Object);
      if (E.kind() == EventKind::Return || E.kind() == EventKind::Throw)
        ComesBack = Over = true;
      Over |= E.kind() == EventKind::Effect && E.effect().Kind == EffectKind::Interrupt &&
              E.effect().Raises == Source::Jump;
      if (Called == NoId)
        continue;
      if (neverReturns(Called)) {
        Ends = Over = true;
        break;
      }
      // Who does not survive the call, or its failure, leaves no errno to anybody.
      FunctionId Body = bodyOf(U, Called, Runs::Perhaps);
      bool Harmless = !Back[Current] || (changesErrno(Called) && Body == NoId &&
                                         failureIsFatal(F, {Current, I}, /*MayRetry=*/true,
                                                        [this](CalleeId C) { return neverReturns(C); }));
      AllKeep &= Harmless || keepsErrno(Called);
      SomeChange |= !Harmless && changesErrno(Called);
      if (Body != NoId) {
        const std::set<ObjectId> &Inside = reads(Body);
        Out.Reads.insert(Inside.begin(), Inside.end());
      }
    }
    if (Over)
      continue;
    ComesBack |= B.Successors.empty();
    for (const Edge &E : B.Successors) {
      if (E.When && E.When->Subject.Object != NoId)
        Out.Reads.insert(E.When->Subject.Object);
      if (!Reached[E.To]) {
        Reached[E.To] = true;
        Work.push_back(E.To);
      }
    }
  }
  Out.Keeps = Restores || AllKeep;
  Out.Changes = !Restores && SomeChange;
  Out.Dies = Ends && !ComesBack;
  Out.Returns = ComesBack;
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
