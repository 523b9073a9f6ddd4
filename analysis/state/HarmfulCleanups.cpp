//===- HarmfulCleanups.cpp - Cleanups that run twice or never finish ------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/state/HarmfulCleanups.h"

#include "analysis/engine/Paths.h"
#include "analysis/engine/Shared.h"
#include "analysis/exposures/Points.h"
#include "analysis/steps/MaskState.h"

#include <algorithm>
#include <map>

namespace asyncsafe {

namespace {

class Finder {
public:
  Finder(const UnitHandlers &Facts, CalleeOracle &Oracle, const AnalysisOptions &Options,
         std::vector<HarmfulCleanup> &Out)
      : Facts(Facts), U(*Facts.Of), Masks(U, Oracle, Options.Budget), Oracle(Oracle), Options(Options),
        Out(Out) {}

  /// Routines that \p F pushes, and also calls while they are pushed.
  void pushedIn(FunctionId F) {
    std::vector<FunctionId> Routines;
    for (const UnwindScope &Scope : U.Functions[F].Scopes)
      if (FunctionId Routine = routineOf(Scope);
          Routine != NoId && std::find(Routines.begin(), Routines.end(), Routine) == Routines.end())
        Routines.push_back(Routine);
    for (FunctionId Routine : Routines) {
      if (const Event *Call = calledInside(F, Routine))
        enteredAgain(Routine, *Call);
      waitsForItself(F, Routine);
    }
  }

  /// Functions that run both in a handler and in the code that it interrupts; for each handler the
  /// closest one.
  void signals() {
    std::set<std::pair<FunctionId, ObjectId>> Told;
    std::map<FunctionId, size_t> Nearest; ///< by handler: the calls down to the reported one
    std::vector<std::pair<size_t, const HandlerRun *>> Runs;
    for (const HandlerRun &R : Facts.HandlerRuns)
      Runs.push_back({chainTo(Facts, R).size(), &R});
    std::stable_sort(Runs.begin(), Runs.end(),
                     [](const auto &A, const auto &B) { return A.first < B.first; });
    for (const auto &[Calls, R] : Runs) {
      const HandlerInstall &H = Facts.Handlers[R->Install];
      if (R->Caller == NoId || !H.Signal || !H.strikesAnywhere() || H.comesFromCall())
        continue;
      if (auto Near = Nearest.find(H.Handler); Near != Nearest.end() && Near->second < Calls)
        continue;
      size_t Before = Out.size();
      if (const Event *Call = calledOutside(R->Function))
        enteredBySignal(*R, *Call, Told);
      if (Out.size() > Before)
        Nearest.emplace(H.Handler, Calls);
    }
  }

private:
  FunctionId routineOf(const UnwindScope &Scope) const {
    bool OnCancel = Scope.RunsOn & (1u << static_cast<unsigned>(Source::Cancel));
    return Scope.Kind == ScopeKind::Cleanup && OnCancel ? forwarded(bodyOf(U, Scope.Action, Runs::Perhaps))
                                                        : NoId;
  }

  /// `static void undo(void *p) { close_all(p); }`: the function that is called with only the argument
  /// and does all the work.
  FunctionId forwarded(FunctionId Routine) const {
    constexpr unsigned MaxSteps = 3;
    for (unsigned Step = 0; Routine != NoId && Step < MaxSteps; ++Step) {
      const Event *Only = nullptr;
      unsigned Events = 0;
      forEachEvent(U.Functions[Routine], [&](Position, const Event &E) {
        Only = &E;
        ++Events;
      });
      if (Events != 1 || Only->kind() != EventKind::Call || Only->site().Args.size() != 1)
        break;
      const Place &Given = Only->site().Args.front();
      FunctionId Body = bodyOf(U, *Only, Runs::Surely);
      if (Body == NoId || Given.Root != Place::RootKind::Param || Given.Index != 0 || !Given.Path.empty() ||
          Given.AddressOf)
        break;
      Routine = Body;
    }
    return Routine;
  }

  /// A call of \p Routine while it is pushed and a cancellation can strike.
  const Event *calledInside(FunctionId Id, FunctionId Routine) {
    const Function &F = U.Functions[Id];
    const Event *Found = nullptr;
    forEachEvent(F, [&](Position P, const Event &E) {
      if (Found || calledBy(U, E, Runs::Surely) != Routine)
        return;
      for (ScopeId Scope = E.Scope; Scope != NoId; Scope = F.Scopes[Scope].Parent)
        if (routineOf(F.Scopes[Scope]) == Routine && F.Scopes[Scope].Action.site().Args == E.site().Args &&
            !isMasked(Id, P, E))
          Found = &E;
    });
    return Found;
  }

  bool isMasked(FunctionId F, Position P, const Event &E) {
    return usesMasks(Masks.steps(F)) && Masks.of(F).mayBeMasked(P.Block, E, Source::Cancel);
  }

  //===--------------------------------------------------------------------===//
  // A cancellation after the release
  //===--------------------------------------------------------------------===//

  void enteredAgain(FunctionId Routine, const Event &Call) {
    Steps S = resolve(U, U.Functions[Routine], {}, Oracle);
    std::map<const Event *, Certainty> Points;
    for (const Point &P : interruptionPoints(S, Options.Budget))
      if (P.What->effect().Raises == Source::Cancel && P.Sure != Certainty::Unknown)
        Points.emplace(P.What->At, P.Sure);
    for (BlockId B = 0; B < S.Blocks.size(); ++B)
      for (const Step &Each : S.Blocks[B])
        if (Each.is(EffectKind::Release) && Each.At->kind() == EventKind::Effect &&
            isHandle(Each.effect().Resource) && isField(Each.effect().Subject))
          if (releasedAgain(S, Routine, B, Each, Points, Call))
            return;
  }

  /// A field that the routine reaches through its argument.
  static bool isField(const Place &P) { return P.Root == Place::RootKind::Param && P.Path.size() > 1; }

  bool releasedAgain(const Steps &S, FunctionId Routine, BlockId B, const Step &Release,
                     const std::map<const Event *, Certainty> &Points, const Event &Call) {
    const std::vector<Event> &Events = S.F->Blocks[B].Events;
    auto Index = static_cast<unsigned>(Release.At - Events.data());
    const Place &Field = Release.effect().Subject;
    std::map<const Event *, Certainty>::const_iterator Struck = Points.end();
    const Event *Store = nullptr;
    walk(*S.F, {B, Index + 1}, [&](Position, const Event &E) {
      if (E.kind() == EventKind::Assign && E.subject() == Field)
        return Visit::EndPath;
      auto P = Points.find(&E);
      if (P == Points.end())
        return Visit::GoOn;
      Struck = P;
      return Visit::Stop;
    });
    forEachEvent(*S.F, [&](Position, const Event &E) {
      if (!Store && E.kind() == EventKind::Assign && E.subject() == Field)
        Store = &E;
    });
    if (Struck == Points.end() || !Store)
      return false;
    HarmfulCleanup C;
    C.In = Routine;
    C.Point = Struck->first;
    C.SideEffect = Release.At;
    C.Store = Store;
    C.Call = &Call;
    C.What = Field;
    C.Resource = Release.effect().Resource;
    C.Sure = std::min(Struck->second, Certainty::Likely);
    Out.push_back(std::move(C));
    return true;
  }

  //===--------------------------------------------------------------------===//
  // A signal between the side effect and the flag
  //===--------------------------------------------------------------------===//

  static bool masks(const Event &E) {
    return (E.is(EffectKind::Mask) || E.is(EffectKind::RestoreMask)) && E.effect().Raises == Source::Signal;
  }

  static bool masks(const Function &F) {
    bool Masks = false;
    forEachEvent(F, [&](Position, const Event &E) { Masks |= masks(E); });
    return Masks;
  }

  /// A call from code that is not in a handler and does not block the signal.
  const Event *calledOutside(FunctionId Id) const {
    if (masks(U.Functions[Id]))
      return nullptr;
    for (const CallEdge &C : Facts.Calls->callers(Id)) {
      bool InHandler = std::any_of(Facts.HandlerRuns.begin(), Facts.HandlerRuns.end(),
                                   [&](const HandlerRun &R) { return R.Function == C.From; });
      if (!InHandler && !masks(U.Functions[C.From]) && !callsMasks(C.From))
        return C.At;
    }
    return nullptr;
  }

  /// A wrapper that blocks signals counts too.
  bool callsMasks(FunctionId Id) const {
    const std::vector<CallEdge> &Below = Facts.Calls->callees(Id);
    return std::any_of(Below.begin(), Below.end(),
                       [&](const CallEdge &C) { return masks(U.Functions[C.To]); });
  }

  void enteredBySignal(const HandlerRun &R, const Event &Call,
                       std::set<std::pair<FunctionId, ObjectId>> &Told) {
    const Function &F = U.Functions[R.Function];
    forEachEdge(F, [&](BlockId, const Edge &Asks) {
      if (!Asks.When || Asks.When->Subject.Root != Place::RootKind::Global)
        return;
      const Place &Flag = Asks.When->Subject;
      if (Told.count({R.Function, Flag.Object}))
        return;
      // The side effect guarded by the flag, before the store that resets it.
      const Event *SideEffect = nullptr;
      walk(F, {Asks.To, 0}, [&](Position At, const Event &E) {
        if (E.kind() == EventKind::Assign && E.subject() == Flag)
          return Visit::EndPath;
        if (!counts(E) || !clearedBehind(F, behind(At), Flag, Asks.When->Test))
          return Visit::GoOn;
        SideEffect = &E;
        return Visit::Stop;
      });
      const Event *Store = SideEffect ? clearing(F, Flag, Asks.When->Test) : nullptr;
      if (!Store)
        return;
      Told.insert({R.Function, Flag.Object});
      HarmfulCleanup C;
      C.K = HarmfulCleanup::Kind::Signal;
      C.In = R.Function;
      C.Point = C.SideEffect = SideEffect;
      C.Store = Store;
      C.Call = &Call;
      C.What = Flag;
      C.Install = R.Install;
      Out.push_back(std::move(C));
    });
  }

  /// Running it twice is wrong: it counts something that other code sees, or releases a shared pointer.
  static bool counts(const Event &E) {
    if (E.kind() == EventKind::Assign)
      return E.adds() != 0 && !isFunctionOwn(E.subject()) && E.subject().Object != NoId;
    return E.is(EffectKind::Release) && isHandle(E.effect().Resource) &&
           E.effect().Subject.Root == Place::RootKind::Global;
  }

  static bool clears(const Event &E, const Place &Flag, Predicate Asked) {
    return E.kind() == EventKind::Assign && E.subject() == Flag && E.constant() && !E.adds() &&
           !holds(Asked, *E.constant());
  }

  static const Event *clearing(const Function &F, const Place &Flag, Predicate Asked) {
    const Event *Found = nullptr;
    forEachEvent(F, [&](Position, const Event &E) {
      if (!Found && clears(E, Flag, Asked))
        Found = &E;
    });
    return Found;
  }

  static bool clearedBehind(const Function &F, Position From, const Place &Flag, Predicate Asked) {
    return walk(F, From,
                [&](Position, const Event &E) { return clears(E, Flag, Asked) ? Visit::Stop : Visit::GoOn; })
        .Stopped;
  }

  //===--------------------------------------------------------------------===//
  // Waits for its own thread
  //===--------------------------------------------------------------------===//

  /// \p Routine waits for a wakeup that only the cancelled thread, running \p F and its callees, would
  /// send.
  void waitsForItself(FunctionId F, FunctionId Routine) {
    const Event *Wait = nullptr;
    forEachEvent(U.Functions[Routine], [&](Position, const Event &E) {
      bool Waits = E.is(EffectKind::Block) && E.effect().Wait->Length == WaitLength::Unbounded &&
                   E.effect().Sure == Certainty::Definite && !E.effect().Wait->EndsItself;
      if (!Wait && Waits && sharedKey(E.effect().Subject))
        Wait = &E;
    });
    if (!Wait)
      return;
    SharedKey On = sharedKey(Wait->effect().Subject);
    const Object *Waited = objectOf(On, U);
    std::vector<bool> OfThread = Facts.Calls->reachedFrom(F);
    const Event *Wakes = nullptr;
    bool Others = false;
    for (FunctionId Id = 0; Id < U.Functions.size(); ++Id)
      forEachEvent(U.Functions[Id], [&](Position, const Event &E) {
        auto Names = [&](const Place &P) { return sharedKey(P) == On; };
        if (E.is(EffectKind::Wake) && Names(E.effect().Subject)) {
          bool Own = OfThread[Id] && Id != Routine && isOnlyOn(Id, F);
          Others |= !Own;
          Wakes = &E;
        } else if (E.kind() == EventKind::Call) {
          // Passed to an unknown function, which may wake it.
          Others |=
              isOpen(U, E.site().Callee) && std::any_of(E.site().Args.begin(), E.site().Args.end(), Names);
        }
      });
    if (!Wakes || Others || !Waited)
      return;
    HarmfulCleanup C;
    C.K = HarmfulCleanup::Kind::Deadlock;
    C.In = Routine;
    C.Point = Wait;
    C.SideEffect = Wakes;
    C.What = Wait->effect().Subject;
    Out.push_back(std::move(C));
  }

  /// \p Id runs only as part of \p F.
  bool isOnlyOn(FunctionId Id, FunctionId F) const {
    if (Id == F)
      return U.Functions[F].IsLocalToUnit;
    const std::vector<CallEdge> &Callers = Facts.Calls->callers(Id);
    return U.Functions[Id].IsLocalToUnit && !Facts.Calls->startsThread(Id) && !Callers.empty() &&
           std::all_of(Callers.begin(), Callers.end(), [&](const CallEdge &C) { return C.From == F; });
  }

  const UnitHandlers &Facts;
  const Unit &U;
  MaskCache Masks;
  CalleeOracle &Oracle;
  const AnalysisOptions &Options;
  std::vector<HarmfulCleanup> &Out;
};

} // namespace

void findHarmfulCleanups(const UnitHandlers &Facts, const LiveSources &Live, const Roles &Who,
                         CalleeOracle &Oracle, const AnalysisOptions &Options,
                         std::vector<HarmfulCleanup> &Out) {
  const Unit &U = *Facts.Of;
  Finder Find(Facts, Oracle, Options, Out);
  if (Live[Source::Cancel])
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      if (!U.Functions[F].System && (Who.canBeCancelled(F) || Options.Strict))
        Find.pushedIn(F);
  if (!Facts.HandlerRuns.empty())
    Find.signals();
}

} // namespace asyncsafe
