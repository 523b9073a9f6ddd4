//===- EarlySignals.cpp - Signals before their target or handler ----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/EarlySignals.h"

#include "analysis/engine/Paths.h"
#include "analysis/handlers/SignalOrder.h"
#include "analysis/handlers/SignalSets.h"
#include "analysis/handlers/Timers.h"

#include <algorithm>

namespace asyncsafe {

namespace {

bool isJump(const Event &E) { return E.is(EffectKind::Interrupt) && E.effect().Raises == Source::Jump; }

class Finder {
public:
  Finder(const UnitHandlers &Facts, CalleeOracle &Oracle)
      : Facts(Facts), U(*Facts.Of), Sets(U, *Facts.Calls), Oracle(Oracle) {}

  std::vector<EarlySignal> run() {
    for (const Function &F : U.Functions)
      Unmasking.push_back(alwaysUnblocks(F));
    for (unsigned I = 0; I < Facts.Handlers.size(); ++I) {
      const HandlerInstall &H = Facts.Handlers[I];
      if (H.Handler == NoId || !H.strikesAnywhere() || H.comesFromCall())
        continue;
      findUnblocked(I);
      Jump = alwaysJumps(H.Handler);
      if (!Jump)
        continue;
      Target = bufferOf(*Jump);
      Setting = functionsWith(
          [&](const Function &, Position, const Event &E) {
            return !Target.isNone() && isTarget(E) && bufferOf(E) == Target;
          },
          [](const Function &, Position) { return true; });
      auto IsUnset = [&](const Function &F, Position P) { return isReachedUnset(F, P); };
      Arming = functionsWith(
          [&](const Function &F, Position P, const Event &E) { return arms(F, E, H) && IsUnset(F, P); },
          IsUnset);
      for (const Position &At : placesOf(H))
        jumpsEarly(I, InFunction, At);
    }
    return std::move(Out);
  }

private:
  /// A jump that happens unconditionally.
  const Event *alwaysJumps(FunctionId F) const {
    const Event *Found = nullptr;
    Walked Paths = walk(U.Functions[F], {}, [&](Position, const Event &E) {
      if (!isJump(E))
        return Visit::GoOn;
      Found = &E;
      return Visit::EndPath;
    });
    return Paths.allEnded() ? Found : nullptr;
  }

  /// The buffer that a jump names; None if it is not a variable that other functions can name.
  static Place bufferOf(const Event &E) {
    if (E.site().Args.empty() || E.site().Args[0].Root != Place::RootKind::Global)
      return {};
    Place Buffer = E.site().Args[0];
    Buffer.AddressOf = false;
    return Buffer;
  }

  /// Where the handler is installed: in the installing function, or in its only caller if that sets the
  /// target, itself or through a call.
  std::vector<Position> placesOf(const HandlerInstall &H) {
    constexpr unsigned MaxLevels = 3;
    InFunction = H.In;
    std::vector<Position> At = ownPlaces(H);
    for (unsigned Level = 0; Level < MaxLevels && !setsTarget(U.Functions[InFunction]) &&
                             Facts.Calls->callers(InFunction).size() == 1;
         ++Level) {
      const CallEdge &C = Facts.Calls->callers(InFunction).front();
      InFunction = C.From;
      At = {{C.Block, C.Index}};
    }
    return At;
  }

  std::vector<Position> ownPlaces(const HandlerInstall &H) const {
    std::vector<Position> Places;
    forEachEvent(U.Functions[H.In], [&](Position P, const Event &E) {
      if (&E == H.At)
        Places.push_back(P);
    });
    return Places;
  }

  /// Functions with such an event in their own body, or in that of a callee whose call \p Counts.
  template <class Pred, class AtCall> std::vector<bool> functionsWith(Pred Is, AtCall Counts) const {
    std::vector<bool> Out(U.Functions.size());
    std::vector<FunctionId> Work;
    for (FunctionId F = 0; F < U.Functions.size(); ++F) {
      forEachEvent(U.Functions[F],
                   [&](Position P, const Event &E) { Out[F] = Out[F] || Is(U.Functions[F], P, E); });
      if (Out[F])
        Work.push_back(F);
    }
    while (!Work.empty()) {
      FunctionId F = Work.back();
      Work.pop_back();
      for (const CallEdge &C : Facts.Calls->callers(F))
        if (!Out[C.From] && Counts(U.Functions[C.From], {C.Block, C.Index})) {
          Out[C.From] = true;
          Work.push_back(C.From);
        }
    }
    return Out;
  }

  bool calls(const Event &E, const std::vector<bool> &Some) const {
    FunctionId Body = bodyOf(U, E, Runs::Perhaps);
    return Body != NoId && Some[Body];
  }

  /// It is the target of the jump, as far as both name one.
  bool isTarget(const Event &E) const {
    if (!E.is(EffectKind::SetJump))
      return false;
    Place Buffer = bufferOf(E);
    return Buffer.isNone() || Target.isNone() || Buffer == Target;
  }

  /// The event sets the target, or calls a function that sets it (for a buffer that both can name).
  bool sets(const Event &E) const { return isTarget(E) || calls(E, Setting); }

  bool setsTarget(const Function &F) const {
    return std::any_of(F.Blocks.begin(), F.Blocks.end(), [&](const Block &B) {
      return std::any_of(B.Events.begin(), B.Events.end(), [&](const Event &E) { return sets(E); });
    });
  }

  static constexpr int64_t Alarm = 14; // SIGALRM

  /// \p E sends the signal of \p H, or one that has no name here (a timer's).
  bool sends(const Event &E, const HandlerInstall &H) const {
    if (!E.is(EffectKind::SendSignal))
      return false;
    if (E.effect().SubjectValue)
      return E.effect().SubjectValue == H.Signal;
    const Place &Sent = E.effect().Subject;
    if (Sent.Root == Place::RootKind::Global && Sent.Name == "SIGALRM")
      return H.Signal == Alarm;
    return !H.Signal;
  }

  bool arms(const Function &F, const Event &E, const HandlerInstall &H) const {
    Timer T = timerSet(F, E);
    return sends(E, H) && T != Timer::Stopped && T != Timer::None;
  }

  bool isTimer(const HandlerInstall &H) const {
    if (!H.Signal) // an unknown signal: if there is a timer, the timer's
      return std::find(Arming.begin(), Arming.end(), true) != Arming.end();
    constexpr int64_t Timers[] = {14, 26, 27}; // SIGALRM, SIGVTALRM, SIGPROF
    return std::find(std::begin(Timers), std::end(Timers), *H.Signal) != std::end(Timers);
  }

  /// Finds a path from the entry to \p To, and on to the place that first sets the target.
  void jumpsEarly(unsigned Install, FunctionId In, Position Installed) {
    const Function &F = U.Functions[In];
    const HandlerInstall &H = Facts.Handlers[Install];
    if (!setsTarget(F))
      return;
    EarlySignal Found;
    Found.In = In;
    Found.Jump = Jump;
    Found.Install = Install;
    Found.IsTimer = isTimer(H);
    const Event &Installs = F.Blocks[Installed.Block].Events[Installed.Index];
    if (masksBefore(U, F, Installed)) {
      Found.From = opensEarly(In, Installed, H);
      Found.Opens = true;
    } else if (!Found.IsTimer) {
      if (H.Signal && isReachedUnset(F, Installed))
        Found.From = &Installs;
    } else {
      forEachEvent(F, [&](Position P, const Event &E) {
        bool Arms = arms(F, E, H) || calls(E, Arming);
        bool Behind = &E == &Installs || After(F, Installed).contains(P);
        if (Arms && !Found.From && Behind && isReachedUnset(F, P))
          Found.From = &E;
      });
    }
    if (Found.From)
      Found.Needs = targetBehind(F, *Found.From);
    if (Found.Needs)
      Out.push_back(Found);
  }

  bool isReachedUnset(const Function &F, Position To) const {
    const Event *Wanted = &F.Blocks[To.Block].Events[To.Index];
    return walk(F, {},
                [&](Position, const Event &E) {
                  return &E == Wanted ? Visit::Stop : sets(E) ? Visit::EndPath : Visit::GoOn;
                })
        .Stopped;
  }

  const Event *targetBehind(const Function &F, const Event &From) const {
    const Event *Found = nullptr;
    forEachEvent(F, [&](Position P, const Event &E) {
      if (&E == &From)
        walk(F, behind(P), [&](Position, const Event &Each) {
          if (!sets(Each))
            return Visit::GoOn;
          Found = &Each;
          return Visit::Stop;
        });
    });
    return Found;
  }

  static bool blocks(const Event &E) {
    return (E.is(EffectKind::Mask) || E.is(EffectKind::RestoreMask)) && E.effect().Raises == Source::Signal;
  }

  /// The event that unblocks the signal after the installation and before the target is set: it names
  /// the signal, or calls a wrapper.
  const Event *opensEarly(FunctionId In, Position Installed, const HandlerInstall &H) {
    const Function &F = U.Functions[In];
    if (!H.Signal)
      return nullptr;
    Steps S = resolve(U, F, {}, Oracle);
    After Later(F, Installed);
    const Event *Found = nullptr;
    forEachEvent(F, [&](Position P, const Event &E) {
      if (Found || !Later.contains(P) || Before(F, Installed).contains(P) || !isReachedUnset(F, P))
        return;
      const auto &Here = S.Blocks[P.Block];
      bool Opens = std::any_of(Here.begin(), Here.end(), [&](const Step &Each) {
        return Each.At == &E && Each.is(EffectKind::Unmask) && Each.effect().Raises == Source::Signal;
      });
      if (Opens && namesSignal(In, E, *H.Signal))
        Found = &E;
    });
    return Found;
  }

  bool namesSignal(FunctionId In, const Event &E, int64_t Signal) const {
    auto Holds = [&](FunctionId F, const Event &Opens, const CallSite &Site) {
      SignalSet Set = Sets.of(F, Opens.effect().Subject, Site);
      return std::find(Set.Signals.begin(), Set.Signals.end(), Signal) != Set.Signals.end();
    };
    if (E.kind() == EventKind::Effect)
      return Holds(In, E, {});
    FunctionId Body = calledBy(U, E, Runs::Surely);
    bool Names = false;
    if (Body != NoId)
      forEachEvent(U.Functions[Body], [&](Position, const Event &Inside) {
        Names |= Inside.is(EffectKind::Unmask) && Inside.effect().Raises == Source::Signal &&
                 Holds(Body, Inside, E.site());
      });
    return Names;
  }

  /// Searches the function that installs the handler and, while there is only one, its caller.
  void findUnblocked(unsigned Install) {
    const HandlerInstall &H = Facts.Handlers[Install];
    if (!H.Signal || isInstalledElsewhere(Install))
      return;
    constexpr unsigned MaxLevels = 3;
    FunctionId In = H.In;
    std::vector<Position> At = ownPlaces(H);
    size_t Before = Out.size();
    for (unsigned Level = 0; Level <= MaxLevels; ++Level) {
      for (const Position &P : At)
        unblockedEarly(Install, In, P);
      if (Out.size() > Before || Facts.Calls->callers(In).size() != 1)
        return;
      const CallEdge &C = Facts.Calls->callers(In).front();
      In = C.From;
      At = {{C.Block, C.Index}};
    }
  }

  /// The signal is named where it is unblocked, and its first handler is installed later.
  void unblockedEarly(unsigned Install, FunctionId In, Position Installed) {
    const Function &F = U.Functions[In];
    const HandlerInstall &H = Facts.Handlers[Install];
    Before Earlier(F, Installed);
    const Event *Unblocks = nullptr;
    forEachEvent(F, [&](Position P, const Event &E) {
      bool OfSignals = E.kind() == EventKind::Effect && E.effect().Raises == Source::Signal;
      if (Unblocks || (!OfSignals && !callsUnmask(E)) || !Earlier.contains(P) ||
          Before(F, P).contains(Installed))
        return;
      const bool Opens = E.kind() == EventKind::Call || E.is(EffectKind::Unmask);
      if (Opens ? namesSignal(In, E, *H.Signal) : opensAll(In, P, E, *H.Signal))
        Unblocks = &E;
    });
    if (!Unblocks || isSetBefore(F, *Unblocks, *H.Signal))
      return;
    EarlySignal Found;
    Found.K = EarlySignal::Kind::Unblocked;
    Found.In = In;
    Found.From = Unblocks;
    Found.Needs = &F.Blocks[Installed.Block].Events[Installed.Index];
    Found.Install = Install;
    Out.push_back(Found);
  }

  /// On every path, and it blocks none.
  static bool alwaysUnblocks(const Function &F) {
    bool Unblocks = false, Blocks = false;
    forEachEvent(F, [&](Position, const Event &E) {
      Unblocks |= opens(E);
      Blocks |= blocks(E);
    });
    return Unblocks && !Blocks && walk(F, {}, [](Position, const Event &E) {
                                    return opens(E) ? Visit::EndPath : Visit::GoOn;
                                  }).allEnded();
  }

  static bool opens(const Event &E) {
    return E.is(EffectKind::Unmask) && E.effect().Raises == Source::Signal;
  }

  bool callsUnmask(const Event &E) const {
    FunctionId Body = calledBy(U, E, Runs::Surely);
    return Body != NoId && Unmasking[Body];
  }

  /// The mask becomes empty, and an earlier event has blocked the signal.
  bool opensAll(FunctionId In, Position At, const Event &E, int64_t Signal) const {
    const Function &F = U.Functions[In];
    if (!E.is(EffectKind::RestoreMask) || !isEmptiedAt(F, At, E.effect().Subject))
      return false;
    Before Earlier(F, At);
    bool Blocked = false;
    forEachEvent(F, [&](Position P, const Event &Other) {
      if (Earlier.contains(P) && blocks(Other))
        if (SignalSet Set = Sets.of(In, Other.effect().Subject); Set.Filled)
          Blocked |= Set.mayHold(Signal);
    });
    return Blocked;
  }

  /// Until then the signal is ignored, or has another handler.
  static bool isSetBefore(const Function &F, const Event &Unblocks, int64_t Signal) {
    return !walk(F, {}, [&](Position, const Event &E) {
              bool Sets = E.is(EffectKind::RegisterHandler) && E.effect().OtherValue == Signal;
              return &E == &Unblocks ? Visit::Stop : Sets ? Visit::EndPath : Visit::GoOn;
            }).Stopped;
  }

  bool isInstalledElsewhere(unsigned Install) const {
    const HandlerInstall &H = Facts.Handlers[Install];
    return std::any_of(Facts.Handlers.begin(), Facts.Handlers.end(), [&](const HandlerInstall &Other) {
      return &Other != &H && Other.Signal == H.Signal && !(Other.At->Expr == H.At->Expr);
    });
  }

  const UnitHandlers &Facts;
  const Unit &U;
  SignalSets Sets;
  CalleeOracle &Oracle;
  std::vector<bool> Unmasking; ///< by function: a wrapper that unblocks signals
  // State of the current handler:
  const Event *Jump = nullptr;
  Place Target;
  std::vector<bool> Setting, Arming; ///< by function, callees included; Arming: while the target is not set
  FunctionId InFunction = NoId;
  std::vector<EarlySignal> Out;
};

} // namespace

std::vector<EarlySignal> findEarlySignals(const UnitHandlers &Facts, CalleeOracle &Oracle) {
  return Finder(Facts, Oracle).run();
}

} // namespace asyncsafe
