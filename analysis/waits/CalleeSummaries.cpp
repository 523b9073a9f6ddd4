//===- CalleeSummaries.cpp - What callees do to errno and to paths --------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/FatalFailures.h"
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

/// The callee that an event runs; NoId for other events.
CalleeId calleeOf(const Event &E) {
  bool Runs = E.kind() == EventKind::Effect || E.kind() == EventKind::Call || E.kind() == EventKind::Destroy;
  return Runs ? E.site().Callee : NoId;
}

} // namespace

/// The blocks from which some path returns to the caller.
std::vector<bool> CalleeSummaries::comingBack(const Function &F) const {
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

CalleeSummaries::CalleeSummaries(const Callees &Calls)
    : U(Calls.unit()),
      Summaries(Calls, Summary(), [this](FunctionId F) { return summaryOf(U.Functions[F]); }) {
  Summaries.solveAll();
}

CalleeSummaries::Summary CalleeSummaries::summaryOf(const Function &F) const {
  Summary Out;
  if (F.Blocks.empty()) {
    Out.Dies = false;
    Out.Returns = true;
    return Out;
  }
  bool Restores = storesErrno(F), AllKeep = true, SomeChange = false, Leaves = false, Ends = false;
  std::vector<bool> Back = comingBack(F);
  FatalFailures Fatal(F, [this](CalleeId C) { return neverReturns(C); });
  auto Look = [&](Position P, const Event &E) {
    CalleeId Called = calleeOf(E);
    if (E.kind() == EventKind::Read)
      Out.Reads.insert(E.subject().Object);
    bool Over = E.kind() == EventKind::Return || E.kind() == EventKind::Throw;
    Leaves |= Over;
    Over |= E.is(EffectKind::Interrupt) && E.effect().Raises == Source::Jump;
    if (Called == NoId)
      return Over ? Visit::EndPath : Visit::GoOn;
    if (neverReturns(Called)) {
      Ends = true;
      return Visit::EndPath;
    }
    // After a call that does not return, or whose failure ends the program, errno does not matter.
    FunctionId Body = bodyOf(U, Called, Runs::Perhaps);
    bool Decided = Restores || (SomeChange && !AllKeep);
    bool Harmless = Decided || !Back[P.Block] ||
                    (changesErrno(Called) && Body == NoId && Fatal.contains(P, /*MayRetry=*/true));
    AllKeep &= Harmless || keepsErrno(Called);
    SomeChange |= !Harmless && changesErrno(Called);
    if (Body != NoId)
      Out.Reads.insert(reads(Body));
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

bool CalleeSummaries::keepsErrno(CalleeId Id) const {
  FunctionId Body = bodyOf(U, Id, Runs::Perhaps);
  return U.Callees[Id].KeepsErrno || (Body != NoId && Summaries.solved(Body).Keeps);
}

bool CalleeSummaries::changesErrno(CalleeId Id) const {
  const Callee &C = U.Callees[Id];
  if (bodyOf(U, Id, Runs::Perhaps) == NoId)
    return C.Safety != SignalSafety::Unlisted && !C.KeepsErrno;
  FunctionId Body = bodyOf(U, Id, Runs::Surely);
  return Body != NoId && Summaries.solved(Body).Changes;
}

bool CalleeSummaries::neverReturns(CalleeId Id) const {
  FunctionId Body = bodyOf(U, Id, Runs::Surely);
  return U.Callees[Id].NoReturn || (Body != NoId && Summaries.solved(Body).Dies);
}

/// `fail(status)` calls `log(FATAL, …)` calls `end(1)`.
static constexpr unsigned MaxHandedOn = 3;
/// Limit on the different constants (levels, states, numbers) for which one function is evaluated.
static constexpr size_t MaxAsked = 4096;

bool CalleeSummaries::neverReturnsFrom(const Event &Call) const {
  if (neverReturns(Call.site().Callee))
    return true;
  FunctionId Body = calledBy(U, Call, Runs::Surely);
  return Body != NoId && diesFor(Body, Call.site().Constants, 0);
}

/// With these constants, every path ends the program or thread.
bool CalleeSummaries::diesFor(FunctionId Id, const Constants &Arguments, unsigned Depth) const {
  const Function &F = U.Functions[Id];
  if (F.Blocks.empty() || Depth == MaxHandedOn || DiesFor.size() >= MaxAsked)
    return false;
  auto [Known, New] = DiesFor.try_emplace({Id, Arguments}, false);
  if (!New)
    return Known->second;
  Constants Fixed = Arguments;
  auto Drop = [&](const Place &P) {
    if (P.Root == Place::RootKind::Param && P.Path.empty() && P.Index < Fixed.size())
      Fixed[P.Index].reset();
  };
  for (const Block &B : F.Blocks)
    for (const Event &E : B.Events) {
      if (E.kind() == EventKind::Assign)
        Drop(E.subject());
      for (const Place &A : E.site().Args)
        if (A.AddressOf)
          Drop(A);
    }
  auto ValueOf = [&](const Place &P) -> std::optional<int64_t> {
    bool Whole = P.Root == Place::RootKind::Param && P.Path.empty() && !P.AddressOf && P.Index < Fixed.size();
    return Whole ? Fixed[P.Index] : std::nullopt;
  };
  auto Ends = [&](const Event &E) {
    if (calleeOf(E) == NoId)
      return false;
    if (neverReturns(E.site().Callee))
      return true;
    FunctionId Body = calledBy(U, E, Runs::Surely);
    if (Body == NoId)
      return false;
    Constants HandedOn = E.site().Constants;
    HandedOn.resize(E.site().Args.size());
    for (size_t I = 0; I < HandedOn.size(); ++I)
      if (!HandedOn[I])
        HandedOn[I] = ValueOf(E.site().Args[I]);
    return diesFor(Body, HandedOn, Depth + 1);
  };
  bool Dies = false;
  Walked Paths = walk(
      F, {0, 0},
      [&](Position, const Event &E) {
        if (E.kind() == EventKind::Return || E.kind() == EventKind::Throw ||
            (E.is(EffectKind::Interrupt) && E.effect().Raises == Source::Jump))
          return Visit::Stop;
        if (!Ends(E))
          return Visit::GoOn;
        Dies = true;
        return Visit::EndPath;
      },
      [&](const Edge &E) {
        std::optional<int64_t> Value = E.When ? ValueOf(E.When->Subject) : std::nullopt;
        return !Value || holds(E.When->Test, *Value);
      });
  Dies &= Paths.allEnded();
  return DiesFor[{Id, Arguments}] = Dies;
}

} // namespace asyncsafe
