//===- UnseenFlags.cpp - Flags that are not seen in time -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/Paths.h"
#include "analysis/handlers/Timers.h"
#include "analysis/waits/FlagTests.h"
#include "analysis/waits/ReadyFirst.h"
#include "analysis/waits/SignalContext.h"

#include <algorithm>
#include <set>

namespace asyncsafe {

namespace {

constexpr int64_t Child = 17, Alarm = 14; ///< SIGCHLD and SIGALRM on Linux

/// It waits for any child process, or for one.
bool waitsForChild(const Wait &W) {
  return W.Blocking->effect().Wait->Signal == OnSignal::Restarts && W.Blocking->effect().Subject.isNone() &&
         !W.Blocking->effect().SubjectValue;
}

class UnseenFlagFinder {
public:
  explicit UnseenFlagFinder(SignalContext &C)
      : C(C), Ready(C.U), Facts(C.Facts), U(C.U), Summaries(C.Summaries) {
    for (const HandlerWrite &HW : Facts.HandlerWrites)
      if (C.Handlers[HW.Install].Returns)
        WritesTo[HW.Object].push_back(&HW);
  }

  void flags() {
    std::vector<bool> Written(U.Objects.size());
    for (const HandlerWrite &HW : Facts.HandlerWrites)
      if (C.Handlers[HW.Install].Returns)
        Written[HW.Object] = true;
    FlagTests Tests(C.Calls, C.Waits, Written);
    std::set<const Event *> Said;
    for (const Wait &W : C.Waits) {
      bool IsShort = W.E.Wait->Length == WaitLength::Bounded && !C.Options.isLongWait(W.E);
      if (W.OnThread || IsShort || Said.count(W.Blocking) ||
          W.Blocking->effect().Wait->Signal == OnSignal::Ignores ||
          (W.isOwn() ? Ready.tells(W.In, W.Block, W.Index, *W.At) : Ready.tells(W.BlocksIn, *W.Blocking)))
        continue;
      bool Known = false;
      for (const FlagTest &T : Tests.before(W))
        if (T.Matters && (Known = flag(W, T)))
          break;
      if (Known || limitIsDefeated(W) || isNeverRead(W) || comesBefore(W) || outlastsTimer(W))
        Said.insert(W.Blocking);
    }
  }

private:
  /// A signal that requests a stop (unlike a daemon's SIGHUP) only sets a flag that no code here reads
  /// and no other code can: the retry runs forever.
  bool isNeverRead(const Wait &W) {
    // A child ends by itself.
    if (!W.isOwn() || !W.InLoop || W.E.Wait->EndsItself || !reliesOnEintr(W))
      return false;
    for (const HandlerWrite &HW : Facts.HandlerWrites) {
      const HandlerInstall &I = Facts.Handlers[HW.Install];
      std::optional<Certainty> Sure = breaks(I, W.Blocking->effect().Wait->Signal);
      bool AsksToStop = I.Signal && (*I.Signal == 2 || *I.Signal == 3 || *I.Signal == 15);
      if (!AsksToStop || Sure != Certainty::Definite || !C.Handlers[HW.Install].Returns ||
          C.Handlers[HW.Install].Wakes || C.isKeptOut(I, W) || !C.canStrike(HW.Install, W) ||
          HW.At->constant() == 0 || isRead(HW.Object) || !Unread.insert(HW.Object).second)
        continue;
      SignalWait &X = C.add(SignalDefect::RetryIgnoresFlag, W, Certainty::Likely);
      X.Install = HW.Install;
      X.Test.Object = HW.Object;
      X.Store = HW.At;
      return true;
    }
    return false;
  }

  /// `signal(SIGINT, go_on); pause();`: only the signal ends the wait, and it may have arrived before.
  bool comesBefore(const Wait &W) {
    const WaitTerms &Terms = *W.E.Wait;
    bool ForSignalAlone = W.E.Subject.isNone() && W.E.Other.isNone() && !W.E.OtherValue &&
                          Terms.Length == WaitLength::Unbounded && Terms.Signal == OnSignal::Fails &&
                          !Terms.TakesMask && Terms.Mask.isNone() && !Terms.EndsItself &&
                          W.At->site().Args.empty();
    if (!ForSignalAlone || !W.isOwn() || W.InLoop || W.E.Sure != Certainty::Definite)
      return false;
    for (unsigned I = 0; I < Facts.Handlers.size(); ++I) {
      const HandlerInstall &H = Facts.Handlers[I];
      if (H.In != W.In || !H.Signal || *H.Signal == Alarm || !C.Handlers[I].Returns || C.Handlers[I].Wakes ||
          !H.strikesAnywhere() || C.isKeptOut(H, W) || !C.canStrike(I, W))
        continue;
      SignalWait &X = C.add(SignalDefect::ComesBefore, W, Certainty::Likely);
      X.Install = I;
      return true;
    }
    return false;
  }

  /// `alarm(5); n = recv(…); alarm(0);`: the timer limits the wait, and fires once. If it fires before
  /// the wait begins, there is no limit.
  bool outlastsTimer(const Wait &W) {
    const Function &F = U.Functions[W.In];
    if (!W.isOwn() || W.E.Wait->Length != WaitLength::Unbounded || W.E.Wait->TakesMask ||
        !W.E.Wait->Mask.isNone() || W.E.Subject.isNone() || W.E.Wait->EndsItself || !runsUpTo(F, W) ||
        !isStoppedBehind(F, W) || setsRepeatingTimer(F))
      return false;
    for (unsigned I = 0; I < Facts.Handlers.size(); ++I) {
      const HandlerInstall &H = Facts.Handlers[I];
      if (H.In != W.In || H.Signal != Alarm || H.Restarts != Restart::No || !C.Handlers[I].Returns ||
          C.Handlers[I].Wakes || C.isKeptOut(H, W) || !C.canStrike(I, W))
        continue;
      SignalWait &X = C.add(SignalDefect::ComesBefore, W, Certainty::Likely);
      X.Install = I;
      return true;
    }
    return false;
  }

  /// The timer is stopped right after the wait, so it was set for the wait alone.
  static bool isStoppedBehind(const Function &F, const Wait &W) {
    return walk(F, {W.Block, W.Index + 1},
                [&](Position, const Event &E) {
                  return timerSet(F, E) == Timer::Stopped ? Visit::Stop : Visit::GoOn;
                })
        .Stopped;
  }

  static bool setsRepeatingTimer(const Function &F) {
    bool Repeats = false;
    forEachEvent(F, [&](Position, const Event &E) { Repeats |= timerSet(F, E) == Timer::Repeats; });
    return Repeats;
  }

  /// A timer of the function should end the wait, but its handler restarts the call and only sets a
  /// flag.
  bool limitIsDefeated(const Wait &W) {
    const Function &F = U.Functions[W.In];
    // A callee that writes to a log or a terminal is not what the timer limits.
    if (W.E.Wait->Length != WaitLength::Unbounded ||
        W.Blocking->effect().Wait->Signal != OnSignal::Restarts || W.E.Why->Chain.size() > 1)
      return false;
    for (const HandlerWrite &HW : Facts.HandlerWrites) {
      const HandlerInstall &I = Facts.Handlers[HW.Install];
      if (I.Signal != Alarm || I.Restarts != Restart::Yes || !C.Handlers[HW.Install].Returns ||
          C.Handlers[HW.Install].Wakes || C.isKeptOut(I, W) || !looksAtLater(W, HW.Object) || !runsUpTo(F, W))
        continue;
      SignalWait &X = C.add(SignalDefect::RestartHidesFlag, W, Certainty::Likely);
      X.Sure = Certainty::Likely; // code that sets a limit expects it to wait
      X.Install = HW.Install;
      X.Test.Object = HW.Object;
      X.Store = HW.At;
      return true;
    }
    return false;
  }

  /// On some path, the flag is tested after the wait before it is assigned.
  bool looksAtLater(const Wait &W, ObjectId Flag) const {
    bool Looks = false;
    walk(
        U.Functions[W.In], behind({W.Block, W.Index}),
        [&](Position, const Event &E) {
          return E.kind() == EventKind::Assign && E.subject().Object == Flag ? Visit::EndPath : Visit::GoOn;
        },
        [&](const Edge &E) {
          Looks |= E.When && E.When->Subject.Object == Flag;
          return true;
        });
    return Looks;
  }

  /// A timer is set, and not stopped before the wait.
  static bool runsUpTo(const Function &F, const Wait &W) {
    bool Runs = false;
    forEachEvent(F, [&](Position At, const Event &E) {
      Timer T = timerSet(F, E);
      if (T != Timer::Once && T != Timer::Repeats)
        return;
      Runs |= walk(F, behind(At), [&](Position, const Event &Later) {
                if (timerSet(F, Later) == Timer::Stopped)
                  return Visit::EndPath;
                return &Later == W.At ? Visit::Stop : Visit::GoOn;
              }).Stopped;
    });
    return Runs;
  }

  /// Some code reads it, or may.
  bool isRead(ObjectId O) const {
    const Object &Flag = U.Objects[O];
    if (Flag.IsField || (!Flag.IsLocalToUnit && U.Linked.empty()))
      return true;
    auto Is = [&](const Place &P) { return P.Object == O; };
    auto Uses = [&](const Event &E) {
      return E.kind() == EventKind::Read
                 ? Is(E.subject())
                 : Is(E.other()) || (E.kind() == EventKind::Return && Is(E.subject())) ||
                       std::any_of(E.site().Args.begin(), E.site().Args.end(), Is);
    };
    return std::any_of(U.Functions.begin(), U.Functions.end(),
                       [&](const Function &F) { return hasBranchOn(F, Is) || hasEvent(F, Uses); });
  }

  /// The wait comes only where the test has found the flag set: it is a part of what the signal asks for.
  static bool isReaction(const FlagTest &T, int64_t Set) {
    const int64_t Unset = Set == 0;
    return T.TellsValue && !T.GoesOn.empty() &&
           std::all_of(T.GoesOn.begin(), T.GoesOn.end(),
                       [&](const Predicate &P) { return holds(P, Set) && !holds(P, Unset); });
  }

  bool flag(const Wait &W, const FlagTest &T) {
    const HandlerWrite *Hides = nullptr, *Breaks = nullptr;
    Certainty Sure = W.E.Wait->Length == WaitLength::Open ? Certainty::Unknown : Certainty::Definite;
    Certainty BreaksSure = Certainty::Unknown;
    for (const HandlerWrite *Write : WritesTo[T.Object]) {
      const HandlerWrite &HW = *Write;
      const HandlerInstall &I = Facts.Handlers[HW.Install];
      if (C.Handlers[HW.Install].Wakes)
        return false;
      if (isReaction(T, HW.At->constant().value_or(1)))
        continue;
      // The event that SIGCHLD reports also ends the wait for the child.
      // A signal that only the wait lets in is noticed there, unless the code tries again without a look.
      bool OnlyInside = W.E.Wait->TakesMask && !C.isLetInEarly(I, W);
      if (I.comesFromCall() || I.isFault() ||
          (OnlyInside ? !T.Stops || !retriesUntested(W, T.Object) : C.isKeptOut(I, W)) ||
          !C.canStrike(HW.Install, W) || (waitsForChild(W) && I.Signal == Child) ||
          (I.Signal == Alarm && !timerComesTo(W)))
        continue;
      if (W.Blocking->effect().Wait->Signal == OnSignal::Restarts && I.Restarts == Restart::Yes) {
        if (!Hides)
          Hides = &HW;
      } else if (std::optional<Certainty> S = breaks(I, W.Blocking->effect().Wait->Signal);
                 S && (!Breaks || *S > BreaksSure)) {
        Breaks = &HW;
        BreaksSure = *S;
      }
    }
    std::optional<SignalDefect> What;
    const HandlerWrite *By = nullptr;
    if (Hides && (T.Stops || reliesOnEintr(W))) {
      What = SignalDefect::RestartHidesFlag;
      By = Hides;
    } else if (Breaks) {
      Sure = std::min(Sure, BreaksSure);
      By = Breaks;
      if (T.Stops && retriesUntested(W, T.Object)) {
        What = SignalDefect::RetryIgnoresFlag;
        // Waiting for a child may be intended.
        if (waitsForChild(W))
          Sure = Certainty::Unknown;
      } else if (!W.TriesAgain) {
        What = SignalDefect::TestThenWait;
      }
    }
    if (!What)
      return false;
    // Deep in its callees, the wait is one of many things that may happen. A lambda passed to a function
    // that calls it is not deeper.
    size_t Down = W.E.Why->Chain.size() - (U.Functions[W.BlocksIn].IsLambda && !W.isOwn());
    const HandlerInstall &Strikes = Facts.Handlers[By->Install];
    if (std::optional<Timer> Set = timerOf(W.In)) {
      bool Its = Strikes.Signal == Alarm;
      if (Its && *Set == Timer::Repeats)
        return false; // the next time it ends the wait
      if (!Its || *Set != Timer::Once)
        Sure = Certainty::Unknown;
    }
    if (Down > 1)
      Sure = Certainty::Unknown;
    Sure = std::min(Sure, Certainty::Likely);
    SignalWait &X = C.add(*What, W, Sure);
    if (*What == SignalDefect::RetryIgnoresFlag && W.isOwn() && W.E.Wait->RetryTells)
      X.Sure = Sure;
    X.Install = By->Install;
    X.Test = T;
    X.Store = By->At;
    return true;
  }

  /// The timer that the function sets: its signal arrives later, and ends the wait as a time limit
  /// would.
  std::optional<Timer> timerOf(FunctionId F) {
    auto [Known, New] = Timers.try_emplace(F);
    std::optional<Timer> &Out = Known->second;
    if (New)
      forEachEvent(U.Functions[F], [&](Position, const Event &E) {
        if (E.kind() != EventKind::Effect || E.effect().Kind != EffectKind::SendSignal ||
            !E.effect().Owner.isNone() || (E.site().Callee != NoId && U.Callees[E.site().Callee].NoReturn))
          return;
        Timer T = timerSet(U.Functions[F], E);
        if (T != Timer::Stopped)
          Out = !Out || *Out == T ? T : Timer::Unknown;
      });
    return Out;
  }

  /// The timer's signal can arrive at the wait. It cannot if the code that starts the timer stops it
  /// again, and the wait is not in between.
  bool timerComesTo(const Wait &W) {
    if (!setsTimers())
      return true;
    bool Any = false, Comes = false;
    for (FunctionId Id = 0; Id < U.Functions.size(); ++Id)
      forEachEvent(U.Functions[Id], [&](Position At, const Event &E) {
        const Function &F = U.Functions[Id];
        Timer T = timerSet(F, E);
        if (Comes || T == Timer::None || T == Timer::Stopped)
          return;
        Any = true;
        Walked Running = walk(F, behind(At), [&](Position, const Event &Later) {
          if (timerSet(F, Later) == Timer::Stopped)
            return Visit::EndPath;
          return &Later == W.At || leadsTo(Later, W) ? Visit::Stop : Visit::GoOn;
        });
        Comes |= Running.Stopped || std::any_of(Running.Ends.begin(), Running.Ends.end(),
                                                [&](BlockId B) { return returnsAfter(U, F.Blocks[B]); });
      });
    return Comes || !Any;
  }

  /// Some code here sets a timer.
  bool setsTimers() {
    if (!SetsTimers)
      SetsTimers = std::any_of(U.Functions.begin(), U.Functions.end(), [](const Function &F) {
        return std::any_of(F.Blocks.begin(), F.Blocks.end(), [&](const Block &B) {
          return std::any_of(B.Events.begin(), B.Events.end(), [&](const Event &E) {
            Timer T = timerSet(F, E);
            return T != Timer::None && T != Timer::Stopped;
          });
        });
      });
    return *SetsTimers;
  }

  bool leadsTo(const Event &Call, const Wait &W) const {
    FunctionId Body = calledBy(U, Call, Runs::Perhaps);
    return Body != NoId && C.Calls.reachedFrom(Body)[W.In];
  }

  bool reliesOnEintr(const Wait &W) { return triesAgain(C.afterEintr(W)); }

  bool retriesUntested(const Wait &W, ObjectId Flag) {
    if (!W.isOwn())
      return W.TriesAgain && !Summaries.reads(calledBy(U, *W.At, Runs::Perhaps)).count(Flag);
    return reliesOnEintr(W) && triesAgain(C.Paths.followUnseen(W, Flag));
  }

  static bool triesAgain(const AfterWait &After) {
    return After.Complete &&
           std::any_of(After.Agains.begin(), After.Agains.end(), [](const Again &A) { return A.ForEintr; });
  }

  SignalContext &C;
  std::set<ObjectId> Unread;                                      ///< already reported
  std::map<ObjectId, std::vector<const HandlerWrite *>> WritesTo; ///< of handlers that return
  std::map<FunctionId, std::optional<Timer>> Timers;
  ReadyFirst Ready;
  std::optional<bool> SetsTimers;
  const UnitWaits &Facts;
  const Unit &U;
  const CalleeSummaries &Summaries;
};

} // namespace

void findUnseenFlags(SignalContext &C) { UnseenFlagFinder(C).flags(); }

} // namespace asyncsafe
