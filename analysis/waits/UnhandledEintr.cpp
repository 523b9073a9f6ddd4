//===- UnhandledEintr.cpp - EINTR that the code does not handle -----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"
#include "analysis/handlers/Timers.h"
#include "analysis/waits/ReadyFirst.h"
#include "analysis/waits/SignalContext.h"
#include "analysis/waits/Waits.h"

#include <algorithm>
#include <set>

namespace asyncsafe {

namespace {

/// Signal numbers on Linux; POSIX fixes those up to 15 for kill(1).
constexpr int64_t Hup = 1, Int = 2, Quit = 3, Pipe = 13, Alarm = 14, Term = 15;

/// Calls from a thread's first function down to its loop.
constexpr unsigned MaxCallers = 4;

bool among(std::optional<int64_t> Signal, std::initializer_list<int64_t> Set) {
  return Signal && std::find(Set.begin(), Set.end(), *Signal) != Set.end();
}

class UnhandledFinder {
public:
  explicit UnhandledFinder(SignalContext &C) : C(C), Ready(C.U), Facts(C.Facts), U(C.U) {}

  void unhandled(const Wait &W) {
    if (W.E.Wait->Signal == OnSignal::Ignores || !W.E.Success ||
        (W.E.Wait->NoRetry && W.E.Resource != ResourceKind::File) || W.E.Wait->Error != ErrorIn::Errno)
      return;
    // What waits is the call that reported readiness, not this one.
    if (Ready.tells(W.BlocksIn, *W.Blocking))
      return;
    const AfterWait &After = C.afterEintr(W);
    std::optional<SignalDefect> What;
    const Event *Then = nullptr;
    if (!After.Ends.empty() && After.Agains.empty() && After.Exits.empty()) {
      Then = endOfFailureOnly(W, After);
      if (Then)
        What = SignalDefect::Fatal;
    } else if (endsLoop(W, After)) {
      What = SignalDefect::EndsLoop;
    } else if ((Then = closesWaitedFor(W, After))) {
      What = SignalDefect::Closes;
    } else if ((Then = toldAsError(W, After))) {
      What = SignalDefect::Told;
    } else if (takenForSuccess(W)) {
      What = SignalDefect::TakenForSuccess;
    } else if (After.Counts && isNumber(W)) {
      What = SignalDefect::TakenForNumber;
      Then = After.Counts;
    }
    if (!What)
      return;
    std::optional<Certainty> Sure;
    unsigned Install = handlerFor(W, *What, Sure);
    if (Install == NoId)
      return;
    SignalWait &X = C.add(*What, W, std::min(*Sure, Certainty::Likely));
    X.Install = Install;
    X.Then = Then;
  }

private:
  /// An end of the program that only a failure reaches.
  const Event *endOfFailureOnly(const Wait &W, const AfterWait &After) const {
    AfterWait Success = C.Paths.follow(W, Outcome::Succeeded);
    for (const Event *End : After.Ends)
      if (std::find(Success.Ends.begin(), Success.Ends.end(), End) == Success.Ends.end())
        return End;
    return nullptr;
  }

  /// It runs once on a thread that the unit starts, as its first function or called by it: when it
  /// returns, the thread's work is over.
  bool isWorkOfThread(FunctionId F, unsigned Depth = 0) const {
    const std::vector<CallEdge> &Callers = C.Calls.callers(F);
    if (C.Calls.startsThread(F))
      return Callers.empty();
    const Function &Fn = U.Functions[F];
    bool IsOurs = Fn.IsLocalToUnit || Fn.IsPrivate || Fn.IsLambda;
    return IsOurs && Depth < MaxCallers && !Callers.empty() &&
           std::all_of(
               Callers.begin(), Callers.end(),
               [&](const CallEdge &E) {
                 return !isInLoop(U.Functions[E.From], E.Block) && isWorkOfThread(E.From, Depth + 1);
               });
  }

  /// A function that runs forever and ends silently on failure: it is not started again.
  bool isServiceForever(const Wait &W, const AfterWait &After) const {
    const Function &F = U.Functions[W.In];
    if (!W.isOwn() || After.AsksErrno || !After.Agains.empty() || After.Exits.empty() || F.IsLambda ||
        F.IsMain)
      return false;
    AfterWait Success = C.Paths.follow(W, Outcome::Succeeded);
    if (Success.Agains.empty() || !Success.Exits.empty() || !Success.Ends.empty())
      return false;
    bool Says = false;
    forEachEvent(F, [&](Position, const Event &E) {
      Says |= E.kind() == EventKind::Return && (E.constant() || !E.subject().isNone());
    });
    const std::vector<CallEdge> &Callers = C.Calls.callers(W.In);
    return !Says && std::none_of(Callers.begin(), Callers.end(),
                                 [&](const CallEdge &E) { return isInLoop(U.Functions[E.From], E.Block); });
  }

  /// Only the failure closes what was waited for, and errno is not tested.
  const Event *closesWaitedFor(const Wait &W, const AfterWait &After) const {
    if (!W.isOwn() || W.Nonblocking || After.AsksErrno || After.Releases.empty())
      return nullptr;
    std::vector<Place> Waited = waitedFor(W);
    AfterWait Success = C.Paths.follow(W, Outcome::Succeeded);
    for (const Event *E : After.Releases)
      if (std::find(Success.Releases.begin(), Success.Releases.end(), E) == Success.Releases.end() &&
          std::any_of(Waited.begin(), Waited.end(), [&](const Place &P) { return closes(*E, P); }))
        return E;
    return nullptr;
  }

  /// Only the failure is reported as an error, and the function returns. (A loop that continues may
  /// merely log it.)
  const Event *toldAsError(const Wait &W, const AfterWait &After) {
    if (!W.isOwn() || W.Nonblocking || !After.Told || !After.Agains.empty() || !After.Complete)
      return nullptr;
    AfterWait Success = C.Paths.follow(W, Outcome::Succeeded);
    return Success.Complete ? After.Told : nullptr;
  }

  /// The place in the call, and what the function has stored there (`{session->fd, POLLIN}`).
  std::vector<Place> waitedFor(const Wait &W) const {
    std::vector<Place> Out;
    if (W.E.Subject.isNone())
      return Out;
    Out.push_back(W.E.Subject);
    forEachEvent(U.Functions[W.In], [&](Position, const Event &E) {
      if (E.kind() == EventKind::Assign && E.subject() == W.E.Subject && !E.other().isNone())
        Out.push_back(E.other());
    });
    return Out;
  }

  /// It closes it directly, or through its argument.
  bool closes(const Event &E, const Place &What) const {
    if (E.is(EffectKind::Release))
      return isHandle(E.effect().Resource) && E.effect().Subject == What;
    FunctionId Body = bodyOf(U, E, Runs::Surely);
    bool Closes = false;
    if (Body != NoId)
      forEachEvent(U.Functions[Body], [&](Position, const Event &Inside) {
        if (!Inside.is(EffectKind::Release) || !isHandle(Inside.effect().Resource))
          return;
        const Place &P = Inside.effect().Subject;
        if (P.Root == Place::RootKind::Param && P.Index < E.site().Args.size())
          Closes |= P.substituted(E.site().Args[P.Index]) == What;
        else if (P.Root == Place::RootKind::This)
          Closes |= P.substituted(E.site().This) == What;
      });
    return Closes;
  }

  /// The loop of a program or thread that only a failure leaves.
  bool endsLoop(const Wait &W, const AfterWait &After) const {
    if (W.InLoop && !W.OnThread && isServiceForever(W, After))
      return true;
    bool Works = W.InLoop && (U.Functions[W.In].IsMain || isWorkOfThread(W.In));
    if (!Works || After.AsksErrno || !After.Agains.empty() || After.Exits.empty())
      return false;
    return !C.Paths.follow(W, Outcome::Succeeded).Agains.empty();
  }

  /// It fails with -1, and other results are counts: not `sem_wait`.
  static bool isNumber(const Wait &W) { return *W.E.Success == Predicate{Predicate::Op::GE, 0}; }

  bool takenForSuccess(const Wait &W) const {
    // The function is searched for uses only if the call has a purpose beyond waiting.
    return W.isOwn() && isForSomething(W) && isWholeStatement(W) && !C.isUsed(W);
  }

  /// It takes a lock or semaphore, or fills an argument: `waitpid(pid, &status, 0);`.
  bool isForSomething(const Wait &W) const {
    const std::vector<Event> &Events = C.eventsAt(W);
    return std::any_of(Events.begin(), Events.end(), [&](const Event &E) {
      if (!(E.Expr == W.At->Expr))
        return false;
      bool Takes = E.is(EffectKind::Acquire) && E.effect().Success && !isHandle(E.effect().Resource);
      return Takes || (E.kind() == EventKind::Assign && E.subject().Root == Place::RootKind::Local);
    });
  }

  /// `wait(&status) == pid` has a use without an event; in a macro, uses are unknown.
  bool isWholeStatement(const Wait &W) const {
    const Event &At = *W.At;
    size_t Name = At.Spelling->find(nameOf(U, At) + "(");
    bool InMacro = Name == std::string::npos || Name > std::string_view("::").size();
    return !InMacro && At.In->Range.Begin == At.Expr.Begin && At.In->Range.End <= At.Expr.End + 1;
  }

  /// The handler stores an object that the function tests: it may be a request to stop.
  bool asksForEnd(unsigned Install, const Wait &W) const {
    return std::any_of(Facts.HandlerWrites.begin(), Facts.HandlerWrites.end(), [&](const HandlerWrite &HW) {
      return HW.Install == Install && C.Summaries.reads(W.In).count(HW.Object);
    });
  }

  /// A test of what the handler stores leads to the report: `if (running) warn("select");`.
  bool tellsUnlessAsked(unsigned Install, const Wait &W) const {
    std::set<ObjectId> Asked;
    for (const HandlerWrite &HW : Facts.HandlerWrites)
      if (HW.Install == Install && C.Summaries.reads(W.In).count(HW.Object))
        Asked.insert(HW.Object);
    return std::any_of(Asked.begin(), Asked.end(),
                       [&](ObjectId Flag) { return !C.Paths.followUnseen(W, Flag).Told; });
  }

  /// In a unit that blocks signals, threads are assumed to have them blocked, unless they unblock this
  /// one.
  bool isMeantForThread(const HandlerInstall &H, const Wait &W) const {
    return W.OnThread && C.comesToThread(H, W) == Certainty::Likely;
  }

  /// The handler does nothing: it exists so that calls return.
  bool isMereNudge(unsigned Install) const {
    bool Does = false;
    for (const HandlerRun &R : Facts.HandlerRuns)
      if (R.Install == Install)
        forEachEvent(U.Functions[R.Function], [&](Position, const Event &E) {
          Does |= E.kind() == EventKind::Assign || E.site().Callee != NoId;
        });
    return !Does;
  }

  /// Every timer that the program sets fires again and again: its signal is a tick, and no time limit of a
  /// call.
  bool isTick(std::optional<int64_t> Signal) {
    if (!among(Signal, {Alarm}))
      return false;
    if (!Ticks) {
      bool Any = false, Once = false;
      for (const Function &F : U.Functions)
        forEachEvent(F, [&](Position, const Event &E) {
          Timer Set = timerSet(F, E);
          Any |= Set == Timer::Repeats;
          Once |= Set == Timer::Once || Set == Timer::Unknown;
        });
      Ticks = Any && !Once;
    }
    return *Ticks;
  }

  /// The handler that shows the defect best, or NoId.
  unsigned handlerFor(const Wait &W, SignalDefect What, std::optional<Certainty> &Best) {
    unsigned Found = NoId;
    for (unsigned I = 0; I < Facts.Handlers.size(); ++I) {
      const HandlerInstall &H = Facts.Handlers[I];
      // SIGALRM exists to end the call, unless it comes again and again, if anything tests whether it did;
      // SIGPIPE comes from a call that fails anyway.
      bool OfThread = What == SignalDefect::EndsLoop && W.OnThread;
      if (!C.Handlers[I].Returns || H.isFault() || among(H.Signal, {Pipe}) ||
          (among(H.Signal, {Alarm}) && What != SignalDefect::TakenForSuccess && !isTick(H.Signal)) ||
          (!W.E.Wait->TakesMask && !OfThread && C.isKeptOut(H, W) && !isMeantForThread(H, W)) ||
          !C.canStrike(I, W))
        continue;
      bool Serves =
          What == SignalDefect::EndsLoop || What == SignalDefect::Closes || What == SignalDefect::Told;
      if (Serves && (!H.Signal || (among(H.Signal, {Hup, Int, Quit, Term}) && !C.Handlers[I].Served)))
        continue;
      if (What == SignalDefect::Told && !C.Handlers[I].Served &&
          (asksForEnd(I, W) || (isMereNudge(I) && !isTick(H.Signal))))
        continue;
      if (What == SignalDefect::Told && tellsUnlessAsked(I, W))
        continue;
      std::optional<Certainty> Sure = breaks(H, W.E.Wait->Signal);
      if (OfThread && Sure) {
        std::optional<Certainty> Comes = asksForEnd(I, W) ? std::nullopt : C.comesToThread(H, W);
        Sure = Comes ? std::optional(std::min(*Sure, *Comes)) : std::nullopt;
      }
      if (Sure && (!Best || *Sure > *Best)) {
        Best = Sure;
        Found = I;
      }
    }
    return Found;
  }

  SignalContext &C;
  ReadyFirst Ready;
  std::optional<bool> Ticks;
  const UnitWaits &Facts;
  const Unit &U;
};

} // namespace

void findUnhandledEintr(SignalContext &C) {
  UnhandledFinder Finder(C);
  for (const Wait &W : C.Waits)
    Finder.unhandled(W);
}

} // namespace asyncsafe
