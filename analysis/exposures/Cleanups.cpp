//===- Cleanups.cpp - Cleanups that can be interrupted --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Cleanups.h"

#include "analysis/exposures/Explore.h"
#include "analysis/exposures/HeldFlow.h"
#include "analysis/exposures/Points.h"
#include "analysis/exposures/Unwind.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// In handlers as elsewhere, a signal makes a call fail but does not leave the function.
bool leavesFunctions(Source S) { return S == Source::Throw || S == Source::Cancel || S == Source::Interrupt; }

class Finder {
public:
  Finder(Steps &S, FunctionId Id, bool IsRoutine, std::map<const Step *, Certainty> Points,
         std::vector<InterruptedCleanup> &Out)
      : S(S), Id(Id), Points(std::move(Points)), Pass(S, trackedResources(S, IsRoutine), false), Unwind(Pass),
        Out(Out) {}

  void run(bool IsRoutine, unsigned Budget) {
    if (Pass.resources().empty() || S.F->Blocks.size() * Pass.resources().size() > Budget)
      return;
    if (IsRoutine) {
      for (unsigned R = 0; R < Pass.resources().size(); ++R)
        if (!Pass.resources()[R].Acquire)
          follow(R, Pass.atEntry(R), 0, NoId);
    }
    bool HasTry = std::any_of(S.F->Scopes.begin(), S.F->Scopes.end(),
                              [](const UnwindScope &Scope) { return Scope.Kind == ScopeKind::Try; });
    if (!HasTry)
      return;
    HeldFlow Flow(Pass, Budget);
    for (unsigned R = 0; R < Pass.resources().size(); ++R) {
      const Step *Acquire = Pass.resources()[R].Acquire;
      if (endsInFunction(S, Pass.resources()[R]))
        continue;
      std::set<BlockId> Entered;
      bool Complete = !Acquire || Flow.follow(R, [&](const HeldFlow::Here &Here) {
        const Step &Each = S.Blocks[Here.B][Here.Index];
        if (!Each.is(EffectKind::Interrupt) || !leavesFunctions(Each.effect().Raises) ||
            Acquire->At == Each.At || !Here.H.Raw)
          return;
        if (auto [Try, H] = handlerOf(Each); H && Entered.insert(H->Entry).second)
          follow(R, Here.H, H->Entry, Try);
      });
      if (!Complete)
        return;
    }
  }

private:
  /// The innermost handler that surely matches, and its try.
  std::pair<ScopeId, const Handler *> handlerOf(const Step &Each) const {
    for (ScopeId Scope = Each.At->Scope; Scope != NoId; Scope = S.F->Scopes[Scope].Parent)
      for (const Handler &H : S.F->Scopes[Scope].Handlers)
        if (match(H, Each.effect(), *S.U) == Match::Yes)
          return {Scope, &H};
    return {NoId, nullptr};
  }

  bool isWithin(ScopeId Outer, const Event &E) const {
    for (ScopeId Scope = E.Scope; Scope != NoId; Scope = S.F->Scopes[Scope].Parent)
      if (Scope == Outer)
        return true;
    return false;
  }

  /// Follows the resource from the beginning of the cleanup to its release.  \p Try: of the handler that
  /// it is; what is in there again is the next turn of a loop.
  void follow(unsigned R, const Hold &Start, BlockId Entry, ScopeId Try) {
    explore(Pass, R, Start, Entry, 0,
            [&](BlockId B, unsigned I, const Step &Each, const Hold &Now, HoldChange Change) {
              if (Each.K == Step::Kind::Rethrow || Change != HoldChange::None ||
                  (Try != NoId && isWithin(Try, *Each.At)))
                return Visit::EndPath;
              auto P = Points.find(&Each);
              bool Skips = P != Points.end() && Now.Raw && isOwed(Pass, R, Now, B, I) &&
                           Unwind.outcome(R, Now, Each.effect(), *Each.At).LeavesHeld;
              if (!Skips)
                return Visit::GoOn;
              found(R, Now, Each, P->second, {B, I}, Try != NoId);
              return Visit::Stop;
            });
  }

  void found(unsigned R, const Hold &Now, const Step &Each, Certainty Sure, Position At, bool InHandler) {
    InterruptedCleanup C;
    C.In = Id;
    C.Point = {Each.At, Each.effect().Raises, Sure, Each.effect().Why->Chain};
    explore(Pass, R, Now, At.Block, At.Index,
            [&](BlockId, unsigned, const Step &Next, const Hold &, HoldChange Change) {
              if (Change != HoldChange::Released)
                return Visit::GoOn;
              C.Release = Next.At;
              return Visit::Stop;
            });
    C.Resource = Pass.resources()[R].Kind;
    for (PlaceId Name : Now.Names)
      if (S.Places[Name].Root != Place::RootKind::Temporary && C.PlaceText.empty())
        C.PlaceText = spelling(S.Places[Name]);
    C.InHandler = InHandler;
    C.MayEndToo = C.Point.Why == Source::Throw && mayEndToo(S, Pass.resources()[R]);
    if (C.Release)
      Out.push_back(std::move(C));
  }

  Steps &S;
  FunctionId Id;
  std::map<const Step *, Certainty> Points;
  HeldPass Pass;
  Unwinder Unwind;
  std::vector<InterruptedCleanup> &Out;
};

} // namespace

std::vector<bool> cleanupRoutines(const Callees &Calls) {
  const Unit &U = Calls.unit();
  std::vector<bool> Pushed(U.Functions.size());
  for (const Function &F : U.Functions)
    for (const UnwindScope &Scope : F.Scopes)
      if (Scope.Kind == ScopeKind::Cleanup)
        if (FunctionId Body = bodyOf(U, Scope.Action, Runs::Perhaps); Body != NoId)
          Pushed[Body] = !Calls.callers(Body).empty();
  return Pushed;
}

void findInterruptedCleanups(Steps &S, FunctionId Id, bool IsRoutine, const LiveSources &Live,
                             const AnalysisOptions &Options, std::vector<InterruptedCleanup> &Out) {
  std::map<const Step *, Certainty> Points;
  for (const Point &P : interruptionPoints(S, Options.Budget)) {
    Source Why = P.What->effect().Raises;
    if (Live[Why] && leavesFunctions(Why) && P.Sure != Certainty::Unknown &&
        P.What->effect().Why->Type != "std::bad_alloc")
      Points.emplace(P.What, P.Sure);
  }
  if (!Points.empty())
    Finder(S, Id, IsRoutine, std::move(Points), Out).run(IsRoutine, Options.Budget);
}

} // namespace asyncsafe
