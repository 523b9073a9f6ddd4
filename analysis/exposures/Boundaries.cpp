//===- Boundaries.cpp - Interruptions that do not arrive ------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Boundaries.h"

#include "analysis/engine/Paths.h"
#include "analysis/exposures/Points.h"
#include "analysis/exposures/Unwind.h"

#include <algorithm>

namespace asyncsafe {

namespace {

bool unwindsThread(Source S) { return S == Source::Cancel || S == Source::Interrupt; }

class Follower {
public:
  Follower(const Steps &S, FunctionId Id, const Callees &Calls, Boundaries &Out)
      : S(S), Id(Id), Calls(Calls), Out(Out) {}

  void point(const Point &P) {
    for (ScopeId Scope = P.What->At->Scope; Scope != NoId; Scope = S.F->Scopes[Scope].Parent) {
      const UnwindScope &Here = S.F->Scopes[Scope];
      if (Here.Kind == ScopeKind::Terminate) {
        // An exception that leaves main ends the program in any case.
        if (!S.F->IsMain && !endsAnother(P))
          terminated(P);
        return;
      }
      if (Here.Kind != ScopeKind::Try)
        continue;
      for (const Handler &H : Here.Handlers) {
        Match M = match(H, P.What->effect(), *S.U);
        if (M == Match::No)
          continue;
        bool PassesOn = passesOn(H, *P.What->At, P.What->effect().Raises);
        if (M == Match::Yes && !PassesOn)
          swallowed(P, Here, H);
        if (M == Match::Maybe || !PassesOn)
          return;
        break; // continues outwards
      }
    }
  }

private:
  /// The handler rethrows or ends the program on every path, or calls an unknown function that may.
  bool passesOn(const Handler &H, const Event &Struck, Source Why) const {
    Walked Paths = walk(*S.F, {H.Entry, 0}, [&](Position, const Event &E) {
      if (E.kind() == EventKind::Return || &E == &Struck) // or reaches it again, in a loop
        return Visit::Stop;
      bool Rethrows = E.kind() == EventKind::Throw && E.effect().Why->Type.empty();
      // Throwing another exception instead drops the cancellation.
      if (E.kind() == EventKind::Throw && !Rethrows && Why == Source::Cancel)
        return Visit::Stop;
      return Rethrows || mayRethrow(E) ? Visit::EndPath : Visit::GoOn;
    });
    if (Paths.Stopped)
      return false;
    return std::none_of(Paths.Ends.begin(), Paths.Ends.end(), [&](BlockId B) { return comesToEnd(B); });
  }

  /// Control reaches the closing brace, rather than a call that never returns.
  bool comesToEnd(BlockId B) const {
    const auto &Steps = S.Blocks[B];
    return !Steps.empty() && Steps.back().K == Step::Kind::Return;
  }

  /// A function that handlers call to classify exceptions: it rethrows the current one.
  bool mayRethrow(const Event &E) const {
    FunctionId Body = calledBy(*S.U, E, Runs::Perhaps);
    if (Body == NoId)
      return false;
    const Function &F = S.U->Functions[Body];
    return std::any_of(F.Blocks.begin(), F.Blocks.end(), [](const Block &B) {
      return std::any_of(B.Events.begin(), B.Events.end(), [](const Event &Each) {
        return Each.kind() == EventKind::Throw && Each.effect().Why->Type.empty();
      });
    });
  }

  /// The function has told this very thread to end and now waits for it: it is itself the thread that
  /// stops others.
  bool endsAnother(const Point &P) const {
    if (P.What->effect().Raises != Source::Interrupt)
      return false;
    Place Thread;
    forEachEvent(*S.F, [&](Position, const Event &E) {
      if (E.is(EffectKind::Block) && E.effect().Wait->EndsItself && E.Expr == P.What->At->Expr)
        Thread = E.effect().Subject;
    });
    bool Ends = false;
    forEachEvent(*S.F, [&](Position, const Event &E) {
      Ends |= (E.is(EffectKind::Wake) || E.is(EffectKind::CancelThread)) && !Thread.isNone() &&
              E.effect().Subject == Thread;
    });
    return Ends;
  }

  static StruckAt struck(const Point &P) {
    return {P.What->At, P.What->effect().Raises, P.Sure, P.What->effect().Why->Chain};
  }

  template <class Found> static void count(Found &Old, const Point &P) {
    if (Old.Point.At != P.What->At)
      ++Old.Others;
    if (P.Sure > Old.Point.Sure)
      Old.Point = struck(P);
  }

  void swallowed(const Point &P, const UnwindScope &Try, const Handler &H) {
    for (SwallowedUnwind &Old : Out.Swallowed)
      if (Old.By == &H && Old.Point.Why == P.What->effect().Raises)
        return count(Old, P);
    // A handler that names the type is deliberate: the end of a thread's work, a cancelled task.
    bool ByName = P.What->effect().Raises == Source::Interrupt && !H.CatchAll;
    bool GoesOn = reachableFrom(*S.F, H.Entry)[P.B];
    if (ByName || (P.What->effect().Raises == Source::Interrupt && !GoesOn && (endsThread() || keeps(H))))
      return;
    const std::vector<Event> &First = S.F->Blocks[H.Entry].Events;
    SourceRange Where = First.empty() || !First.front().Expr.isValid() ? Try.Range : First.front().Expr;
    Out.Swallowed.push_back({Id, &Try, &H, Where, struck(P), 0, GoesOn});
  }

  /// The handler is followed by the end of the thread, which is what the interruption requests.
  bool endsThread() const { return Calls.startsThread(Id); }

  /// The handler stores the result of a standard-library function without arguments: the exception, for
  /// later.
  bool keeps(const Handler &H) const {
    std::vector<Place> Kept;
    bool Uses = false;
    walk(*S.F, {H.Entry, 0}, [&](Position, const Event &E) {
      auto IsKept = [&](const Place &P) { return std::find(Kept.begin(), Kept.end(), P) != Kept.end(); };
      Uses |= E.kind() == EventKind::Assign && IsKept(E.other());
      Uses |= std::any_of(E.site().Args.begin(), E.site().Args.end(), IsKept);
      if (E.site().Callee != NoId && S.U->Callees[E.site().Callee].Standard && E.site().Args.empty() &&
          E.site().This.isNone() && !E.site().Result.isNone())
        Kept.push_back(E.site().Result);
      return Visit::GoOn;
    });
    return Uses;
  }

  void terminated(const Point &P) {
    for (TerminatedUnwind &Old : Out.Terminated)
      if (Old.In == Id && Old.Point.Why == P.What->effect().Raises)
        return count(Old, P);
    Out.Terminated.push_back({Id, struck(P), 0});
  }

  const Steps &S;
  FunctionId Id;
  const Callees &Calls;
  Boundaries &Out;
};

} // namespace

bool hasBoundary(const Function &F) {
  return std::any_of(F.Scopes.begin(), F.Scopes.end(), [](const UnwindScope &Scope) {
    return Scope.Kind == ScopeKind::Try || Scope.Kind == ScopeKind::Terminate;
  });
}

void findBoundaries(const Steps &S, FunctionId Id, const Callees &Calls, const LiveSources &Live,
                    unsigned Budget, Boundaries &Out) {
  Follower Follow(S, Id, Calls, Out);
  for (const Point &P : interruptionPoints(S, Budget))
    if (unwindsThread(P.What->effect().Raises) && Live[P.What->effect().Raises] &&
        P.Sure != Certainty::Unknown)
      Follow.point(P);
}

} // namespace asyncsafe
