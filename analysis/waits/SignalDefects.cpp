//===- SignalDefects.cpp - Waits that deal wrongly with signals -----------===//

#include "analysis/waits/SignalDefects.h"

#include "analysis/waits/AfterWait.h"
#include "analysis/Facts.h"
#include "analysis/waits/FlagTests.h"
#include "analysis/waits/SignalMasks.h"
#include "analysis/waits/Waits.h"

#include <algorithm>
#include <map>

namespace asyncsafe {

namespace {

/// Signal numbers on Linux; POSIX fixes those up to 15 for kill(1).
constexpr int64_t Hup = 1, Int = 2, Quit = 3, Pipe = 13, Alarm = 14, Term = 15;

bool among(std::optional<int64_t> Signal, std::initializer_list<int64_t> Set) {
  return Signal && std::find(Set.begin(), Set.end(), *Signal) != Set.end();
}

/// What a handler does besides its stores.
struct HandlerHabits {
  bool Returns = true;
  bool Wakes = false;  ///< or may: by a write, a jump, another signal, or out of sight
};

class Finder {
public:
  Finder(const UnitFacts &Facts, std::vector<SignalWait> &Out)
      : Facts(Facts), U(*Facts.Of), Out(Out), Habits(U), Masks(U), Waits(findWaits(U, Habits)) {
    for (unsigned I = 0; I < Facts.Handlers.size(); ++I)
      Handlers.push_back(habitsOf(I));
  }

  void run() {
    for (const Wait &W : Waits)
      if (W.isOwn())
        mishandled(W);
    if (Facts.Handlers.empty())
      return;
    for (const Wait &W : Waits)
      unhandled(W);
    if (!Facts.HandlerWrites.empty())
      flags();
  }

private:
  //===--- Handlers ---------------------------------------------------------===//

  HandlerHabits habitsOf(unsigned Install) const {
    HandlerHabits Out;
    FunctionId Handler = Facts.Handlers[Install].Handler;
    bool Resets = false, Sends = false;
    if (Handler == NoId) {
      Out.Wakes = true;
      return Out;
    }
    Out.Returns = Habits.mayReturn(Handler);
    for (const HandlerRun &Run : Facts.HandlerRuns) {
      const std::vector<Block> &Blocks = U.Functions[Run.Function].Blocks;
      for (BlockId B = 0; Run.Install == Install && B < Blocks.size(); ++B)
        if (B >= Run.Reached.size() || Run.Reached[B])
          for (const Event &E : Blocks[B].Events) {
            event(E, Out);
            Resets |= resetsHandler(U.Functions[Run.Function], E);
            Sends |= E.Kind == EventKind::Effect && E.E.Kind == EffectKind::SendSignal;
          }
    }
    // `kill(getpid(), sig)` with the default action back in place.
    Out.Returns = Out.Returns && !(Resets && Sends);
    return Out;
  }

  void event(const Event &E, HandlerHabits &Out) const {
    if (E.Kind == EventKind::Effect)
      effect(E.E, Out);
    if (E.Kind != EventKind::Call)
      return;
    const Callee &C = U.Callees[E.Site.Callee];
    if ((C.Body == NoId || C.Virtual) && !C.NoReturn && C.Safety == SignalSafety::Unlisted)
      Out.Wakes = true;
  }

  static void effect(const Effect &E, HandlerHabits &Out) {
    bool Output = E.SubjectValue && (*E.SubjectValue == 1 || *E.SubjectValue == 2);
    if (E.Kind == EffectKind::Wake && !Output)
      Out.Wakes = true;
    if (E.Kind == EffectKind::Interrupt && E.Raises == Source::Jump)
      Out.Wakes = true;
    if (E.Kind == EffectKind::SendSignal) {
      Out.Wakes = true;
      // With its default action back in place, the signal ends the program.
      if (E.Owner.isNone())
        Out.Returns = false;
    }
  }

  /// After this handler, the call fails with EINTR.
  static std::optional<Certainty> breaks(const HandlerInstall &I, OnSignal On) {
    if (On == OnSignal::Ignores || (On == OnSignal::Restarts && I.Restarts == Restart::Yes))
      return std::nullopt;
    if (On == OnSignal::Restarts && I.Restarts == Restart::Unknown)
      return Certainty::Unknown;
    return Certainty::Definite;
  }

  //===--- Places in the program --------------------------------------------===//

  /// Its signal is blocked at \p W.
  bool isKeptOut(const HandlerInstall &I, const Wait &W) {
    return Masks.isBlocked(W, I.Signal) || (I.OnlyInWaits && !Masks.isKnownOpen(W, I.Signal));
  }

  /// In the function that installs it, or calls who installs it, the handler can be there
  /// before the wait; elsewhere nobody knows.
  bool canPrecede(const HandlerInstall &I, const Wait &W) const {
    const Function &F = U.Functions[W.In];
    bool InSight = false;
    for (BlockId B = 0; B < F.Blocks.size(); ++B)
      for (unsigned N = 0; N < F.Blocks[B].Events.size(); ++N) {
        const Event &E = F.Blocks[B].Events[N];
        bool Installs = I.In == W.In ? E.Expr == I.At->Expr
                                     : E.Kind == EventKind::Call && U.Callees[E.Site.Callee].Body == I.In;
        if (!Installs)
          continue;
        InSight = true;
        if ((B == W.Block && N < W.Index) || reaches(F, B, W.Block))
          return true;
      }
    return !InSight;
  }

  static bool reaches(const Function &F, BlockId From, BlockId To) {
    std::vector<bool> Seen(F.Blocks.size());
    std::vector<BlockId> Work = {From};
    while (!Work.empty()) {
      BlockId B = Work.back();
      Work.pop_back();
      for (const Edge &E : F.Blocks[B].Successors) {
        if (E.To == To)
          return true;
        if (!Seen[E.To]) {
          Seen[E.To] = true;
          Work.push_back(E.To);
        }
      }
    }
    return false;
  }

  //===--- Reports ----------------------------------------------------------===//

  SignalWait &add(SignalDefect What, const Wait &W, Certainty Sure) {
    SignalWait X;
    X.What = What;
    X.At = W;
    X.Sure = std::min({Sure, sureOf(W)});
    Out.push_back(std::move(X));
    return Out.back();
  }

  /// Does it block at all?  On the terminal, whatever the descriptor might be elsewhere.
  static Certainty sureOf(const Wait &W) {
    if (W.Nonblocking || !W.E.When.empty()) // a caller's flags may say that it does not
      return Certainty::Unknown;
    bool Input = W.E.SubjectValue && *W.E.SubjectValue == 0 && W.Blocking->E.Signal == OnSignal::Restarts;
    return W.E.Sure == Certainty::Unknown && Input ? Certainty::Likely : W.E.Sure;
  }

  const AfterWait &afterEintr(const Wait &W) {
    auto [It, New] = AfterEintr.try_emplace(&W);
    if (New)
      It->second = follow(U, Habits, W, Outcome::Eintr);
    return It->second;
  }

  //===--- EINTR is not reckoned with ---------------------------------------===//

  void unhandled(const Wait &W) {
    if (W.E.Signal == OnSignal::Ignores || !W.E.Success || W.E.NoRetry || W.E.Error != ErrorIn::Errno)
      return;
    const AfterWait &After = afterEintr(W);
    if (!After.Complete)
      return;
    std::optional<SignalDefect> What;
    const Event *Then = nullptr;
    if (!After.Ends.empty() && After.Agains.empty() && After.Exits.empty()) {
      Then = endOfFailureOnly(W, After);
      if (Then)
        What = SignalDefect::Fatal;
    } else if (endsLoop(W, After)) {
      What = SignalDefect::EndsLoop;
    } else if (takenForSuccess(W)) {
      What = SignalDefect::TakenForSuccess;
    }
    if (!What)
      return;
    std::optional<Certainty> Sure;
    unsigned Install = handlerFor(W, *What, Sure);
    if (Install == NoId)
      return;
    SignalWait &X = add(*What, W, std::min(*Sure, Certainty::Likely));
    X.Install = Install;
    X.Then = Then;
  }

  /// An end of the program that only failure leads to.
  const Event *endOfFailureOnly(const Wait &W, const AfterWait &After) const {
    AfterWait Success = follow(U, Habits, W, Outcome::Succeeded);
    for (const Event *End : After.Ends)
      if (std::find(Success.Ends.begin(), Success.Ends.end(), End) == Success.Ends.end())
        return End;
    return nullptr;
  }

  /// The loop of a program or thread that only failure leaves.
  bool endsLoop(const Wait &W, const AfterWait &After) const {
    if (!W.InLoop || !U.Functions[W.In].IsMain || After.AsksErrno || !After.Agains.empty() || After.Exits.empty())
      return false;
    return !follow(U, Habits, W, Outcome::Succeeded).Agains.empty();
  }

  bool takenForSuccess(const Wait &W) const {
    if (!W.isOwn() || isUsed(W) || !isWholeStatement(W))
      return false;
    for (const Event &E : eventsAt(W))
      if (E.Expr == W.At->Expr && E.Kind == EventKind::Effect && E.E.Kind == EffectKind::Acquire && E.E.Success &&
          !isHandle(E.E.Resource))
        return true;
    // `waitpid(pid, &status, 0);`: it was to fill this.
    return std::any_of(eventsAt(W).begin(), eventsAt(W).end(), [&](const Event &E) {
      return E.Kind == EventKind::Assign && E.Expr == W.At->Expr && E.Subject.Root == Place::RootKind::Local;
    });
  }

  /// `wait(&status) == pid` has a use that no event shows; in a macro, who knows.
  bool isWholeStatement(const Wait &W) const {
    const Event &At = *W.At;
    size_t Name = At.Spelling.find(nameOf(U, At) + "(");
    bool InMacro = Name == std::string::npos || Name > std::string_view("::").size();
    return !InMacro && At.Stmt.Begin == At.Expr.Begin && At.Stmt.End <= At.Expr.End + 1;
  }

  bool isUsed(const Wait &W) const {
    const Place &Result = W.At->Site.Result;
    for (const Block &B : U.Functions[W.In].Blocks) {
      for (const Event &E : B.Events)
        if (E.Other == Result || (E.Kind == EventKind::Return && E.Subject == Result) ||
            std::find(E.Site.Args.begin(), E.Site.Args.end(), Result) != E.Site.Args.end())
          return true;
      for (const Edge &E : B.Successors)
        if (E.When && E.When->Subject == Result)
          return true;
    }
    return Result.isNone();
  }

  /// The handler that shows the defect best; NoId if none does.
  unsigned handlerFor(const Wait &W, SignalDefect What, std::optional<Certainty> &Best) {
    unsigned Found = NoId;
    for (unsigned I = 0; I < Facts.Handlers.size(); ++I) {
      const HandlerInstall &H = Facts.Handlers[I];
      // SIGALRM is there to end the call; SIGPIPE comes from a call that fails anyway.
      if (!Handlers[I].Returns || H.isFault() || among(H.Signal, {Alarm, Pipe}) || (!W.E.TakesMask && isKeptOut(H, W)) ||
          !canPrecede(H, W))
        continue;
      if (What == SignalDefect::EndsLoop && (!H.Signal || among(H.Signal, {Hup, Int, Quit, Term})))
        continue;
      std::optional<Certainty> Sure = breaks(H, W.E.Signal);
      if (Sure && (!Best || *Sure > *Best)) {
        Best = Sure;
        Found = I;
      }
    }
    return Found;
  }

  //===--- EINTR is handled wrongly -----------------------------------------===//

  void mishandled(const Wait &W) {
    if (W.E.Signal == OnSignal::Ignores)
      return;
    const AfterWait &After = afterEintr(W);
    if (!After.Complete)
      return;
    if (After.Changer) {
      SignalWait &X = add(SignalDefect::StaleErrno, W, After.ChangerSure);
      X.Sure = After.ChangerSure; // whether it blocks is all the same
      X.Then = After.Changer;
    }
    switch (After.Wrong) {
    case AfterWait::Sentinel::None:
      break;
    case AfterWait::Sentinel::ErrnoIsNotSet:
      add(SignalDefect::ErrnoNotSet, W, Certainty::Definite);
      break;
    case AfterWait::Sentinel::ResultIsMinusOne:
      add(SignalDefect::ResultIsMinusOne, W, Certainty::Definite).Sure = Certainty::Definite;
      break;
    case AfterWait::Sentinel::ResultIsNotNegated:
      add(SignalDefect::ResultNotNegated, W, Certainty::Definite).Sure = Certainty::Likely;
      break;
    }
    auto Retry = std::find_if(After.Agains.begin(), After.Agains.end(), [&](const Again &A) {
      return A.ForEintr && (W.E.NoRetry ? !A.Changed : !A.LimitChanged);
    });
    if (Retry == After.Agains.end())
      return;
    if (W.E.NoRetry) {
      // Who also asks for other errors knows the ways of the call.
      if (!After.AsksOther)
        add(SignalDefect::NotRepeatable, W, Certainty::Definite).Sure =
            releases(W) || isKnownToBlock(W) ? Certainty::Likely : Certainty::Unknown;
      return;
    }
    if (repeatsLimit(W) && follow(U, Habits, W, Outcome::TimedOut).Agains.empty())
      add(SignalDefect::FullLimit, W,
          W.E.Length == WaitLength::Bounded ? Certainty::Likely : Certainty::Unknown);
  }

  const std::vector<Event> &eventsAt(const Wait &W) const { return U.Functions[W.In].Blocks[W.Block].Events; }

  bool releases(const Wait &W) const {
    return std::any_of(eventsAt(W).begin(), eventsAt(W).end(), [&](const Event &E) {
      return E.Expr == W.At->Expr && E.Kind == EventKind::Effect && E.E.Kind == EffectKind::Release;
    });
  }

  /// The function has made the descriptor itself, asks about no error but EINTR, and did
  /// not have it made a non-blocking one.
  bool isKnownToBlock(const Wait &W) const {
    bool Made = false;
    for (const Block &B : U.Functions[W.In].Blocks) {
      for (const Event &E : B.Events)
        Made |= E.Kind == EventKind::Assign && E.Subject == W.E.Subject && acquired(W.In, E.Other);
      for (const Edge &E : B.Successors)
        if (E.When && isErrno(E.When->Subject) && E.When->Test.Constant != EintrNumber)
          return false;
    }
    return Made && !W.Nonblocking;
  }

  bool acquired(FunctionId F, const Place &Value) const {
    if (Value.isNone())
      return false;
    for (const Block &B : U.Functions[F].Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Effect && E.E.Kind == EffectKind::Acquire && E.E.Subject == Value)
          return true;
    return false;
  }

  /// A duration that is known to be the same each time.
  static bool repeatsLimit(const Wait &W) {
    if (W.E.Length == WaitLength::Unbounded || W.E.Deadline || W.E.SpendsLimit)
      return false;
    if (W.E.OtherValue)
      return true;
    if (W.E.Other.isNone())
      return false;
    // `nanosleep(&left, &left)`.
    return std::count(W.At->Site.Args.begin(), W.At->Site.Args.end(), W.E.Other) < 2;
  }

  //===--- The flag is not seen ---------------------------------------------===//

  void flags() {
    std::vector<bool> Written(U.Objects.size());
    for (const HandlerWrite &HW : Facts.HandlerWrites)
      if (Handlers[HW.Install].Returns)
        Written[HW.Object] = true;
    FlagTests Tests(U, Waits, Written);
    std::set<const Event *> Said;
    for (const Wait &W : Waits) {
      if (W.OnThread || W.E.TakesMask || W.E.Length == WaitLength::Bounded || Said.count(W.Blocking) ||
          W.Blocking->E.Signal == OnSignal::Ignores)
        continue;
      for (const FlagTest &T : Tests.before(W))
        if (T.Matters && flag(W, T)) {
          Said.insert(W.Blocking);
          break;
        }
    }
  }

  bool flag(const Wait &W, const FlagTest &T) {
    const HandlerWrite *Hides = nullptr, *Breaks = nullptr;
    Certainty Sure = W.E.Length == WaitLength::Open ? Certainty::Unknown : Certainty::Definite;
    Certainty BreaksSure = Certainty::Unknown;
    for (const HandlerWrite &HW : Facts.HandlerWrites) {
      if (HW.Object != T.Object || !Handlers[HW.Install].Returns)
        continue;
      const HandlerInstall &I = Facts.Handlers[HW.Install];
      if (Handlers[HW.Install].Wakes)
        return false;
      if (isKeptOut(I, W) || !canPrecede(I, W))
        continue;
      if (W.Blocking->E.Signal == OnSignal::Restarts && I.Restarts == Restart::Yes) {
        if (!Hides)
          Hides = &HW;
      } else if (std::optional<Certainty> S = breaks(I, W.Blocking->E.Signal); S && (!Breaks || *S > BreaksSure)) {
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
      if (T.Stops && triesAgainBlindly(W, T.Object)) {
        What = SignalDefect::RetryIgnoresFlag;
        // For a child one may well mean to wait.
        if (W.Blocking->E.Signal == OnSignal::Restarts && W.Blocking->E.Subject.isNone() && !W.Blocking->E.SubjectValue)
          Sure = Certainty::Unknown;
      } else if (!W.TriesAgain) {
        What = SignalDefect::TestThenWait;
      }
    }
    if (!What)
      return false;
    // Far down in its callees, the wait is one of many things that may happen. A lambda that is
    // handed to somebody who calls it is no further down.
    size_t Down = W.E.Chain.size() - (U.Functions[W.BlocksIn].IsLambda && !W.isOwn());
    if (setsTimer(W.In) || Down > 1)
      Sure = Certainty::Unknown;
    SignalWait &X = add(*What, W, std::min(Sure, Certainty::Likely));
    X.Install = By->Install;
    X.Test = T;
    X.Store = By->At;
    return true;
  }

  /// A signal will come later, and end the wait as a time limit would.
  bool setsTimer(FunctionId F) const {
    for (const Block &B : U.Functions[F].Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Effect && E.E.Kind == EffectKind::SendSignal && E.E.Owner.isNone())
          return true;
    return false;
  }

  bool reliesOnEintr(const Wait &W) {
    const AfterWait &After = afterEintr(W);
    return After.Complete && std::any_of(After.Agains.begin(), After.Agains.end(),
                                         [](const Again &A) { return A.ForEintr; });
  }

  bool triesAgainBlindly(const Wait &W, ObjectId Flag) {
    if (!W.isOwn())
      return W.TriesAgain && !Habits.reads(U.Callees[W.At->Site.Callee].Body).count(Flag);
    const AfterWait &After = afterEintr(W);
    for (const Again &A : After.Agains)
      if (After.Complete && A.ForEintr && !A.Seen.count(Flag))
        return true;
    return false;
  }

  const UnitFacts &Facts;
  const Unit &U;
  std::vector<SignalWait> &Out;
  CalleeHabits Habits;
  SignalMasks Masks;
  std::vector<Wait> Waits;
  std::map<const Wait *, AfterWait> AfterEintr;
  std::vector<HandlerHabits> Handlers; ///< parallel to Facts.Handlers
};

} // namespace

void findSignalDefects(const UnitFacts &Facts, std::vector<SignalWait> &Out) {
  if (waits(*Facts.Of))
    Finder(Facts, Out).run();
}

} // namespace asyncsafe
