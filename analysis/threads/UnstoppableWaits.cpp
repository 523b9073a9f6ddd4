//===- UnstoppableWaits.cpp - Waits that a request to stop does not end ---===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/threads/UnstoppableWaits.h"

#include "analysis/engine/Loops.h"
#include "analysis/threads/StopPaths.h"

#include <algorithm>
#include <map>

namespace asyncsafe {

namespace {

class Finder {
public:
  Finder(const Unit &U, const std::vector<Wait> &All, const std::vector<ConditionWait> &Waits,
         const Callees &Calls, const SideEffectSummaries &Does, const AnalysisOptions &Options,
         std::vector<UnstoppableWait> &Out)
      : U(U), All(All), Waits(Waits), Calls(Calls), Does(Does), Options(Options),
        Paths(U, Calls, Does, &Waits), Out(Out), OnThread(Calls.onThreads()), OnMain(Calls.onMainOnly()) {
    for (const ConditionWait &W : Waits)
      Conditions.insert(W.Condition);
    for (const Wait &W : All)
      ByFunction[W.In].push_back(&W);
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      forEachEvent(U.Functions[F], [&](Position At, const Event &E) {
        if (E.kind() == EventKind::Assign && E.constant() && !U.Functions[F].IsConstructor)
          if (SharedKey Key = sharedKey(E.subject()))
            Stores[Key].push_back({F, At});
      });
  }

  void run() {
    for (const Wait &W : All) {
      std::optional<Place> Token = tokenOf(U.Functions[W.In]);
      if (OnThread[W.In] || Token || isMains(W.In))
        wait(W, Token);
    }
  }

private:
  /// Only the main thread runs it, and other threads may request its stop.
  bool isMains(FunctionId F) const {
    return !OnThread[F] && !Calls.threads().empty() && (U.Functions[F].IsMain || OnMain[F]);
  }

  struct Site {
    const Wait &W;
    SharedKey On;
    const ConditionWait *Condition; ///< null: it waits for something else
    /// The tests that end the wait.
    WaitTests Tests;

    /// A sleep: it waits for no named object, and its duration is known.
    bool isSleep() const { return W.Blocking->effect().Subject.isNone() && W.E.Wait->Limit; }

    /// After a wakeup it tests something first.
    bool waitsAgain() const { return Condition && (Condition->Predicate != NoId || !Tests.empty()); }
  };

  /// A single round already takes too long.
  bool isVeryLong(const Effect &Wait) const {
    constexpr unsigned Rounds = 60;
    return Options.LongWait &&
           *Wait.Wait->Limit >= *nanoseconds(int64_t(Options.LongWait) * Rounds, LimitUnit::Seconds);
  }

  void wait(const Wait &W, const std::optional<Place> &Token) {
    if (!Options.isLongWait(W.E) || W.E.Sure == Certainty::Unknown || W.Nonblocking ||
        !W.Blocking->effect().Owner.isNone() || W.Blocking->effect().Interruptible)
      return; // the last: an exception raised in it may stop it
    Site S{W, sharedKey(W.Blocking->effect().Subject), nullptr, {}};
    for (const ConditionWait &C : Waits)
      if (C.At == W.At || (C.At == W.Blocking && !S.Condition))
        S.Condition = &C;
    if (S.Condition)
      S.On = S.Condition->Condition;
    if (Token && W.isOwn())
      tokenWait(S, *Token);
    else if (OnThread[W.In] || isMains(W.In))
      flagWait(S);
  }

  //===--------------------------------------------------------------------===//
  // Flags
  //===--------------------------------------------------------------------===//

  /// Values of objects for which the loop around the wait ends.
  void flagWait(Site &S) {
    if (!S.W.InLoop)
      return;
    const Function &F = U.Functions[S.W.In];
    const std::vector<SharedLoop> &Loops = S.W.Loops;
    if (Loops.empty() || (!S.Condition && !S.isSleep() && isAskedFirst(S.W, *Loops.front())) ||
        (S.W.E.Wait->Limit && !isVeryLong(S.W.E) && countsRounds(F, *Loops.front())))
      return;
    WaitTests Ends;
    for (const SharedLoop &L : Loops)
      addTests(U, F, *L, /*IsPredicate=*/false, Ends);
    if (S.Condition && (S.Condition->Predicate != NoId || !S.W.isOwn()))
      S.Tests = S.Condition->Tests;
    else
      addTests(U, F, *Loops.front(), /*IsPredicate=*/false, S.Tests);
    for (auto &[Key, Test] : Ends)
      if (!Test.Ends.empty() && flag(S, Key, Test))
        return;
  }

  /// The loop ends after a fixed number of rounds, so its retries are limited.
  static bool countsRounds(const Function &F, const LoopBlocks &Loop) {
    auto Inside = [&](BlockId B) { return std::find(Loop.begin(), Loop.end(), B) != Loop.end(); };
    std::vector<Place> Counters;
    for (BlockId B : Loop)
      for (const Event &E : F.Blocks[B].Events)
        if (E.kind() == EventKind::Assign && E.subject().Root == Place::RootKind::Local &&
            E.subject().Path.empty() && E.other().isNone() && !E.constant() && E.function() == NoId)
          Counters.push_back(E.subject());
    if (Counters.empty())
      return false;
    for (BlockId B : Loop) {
      const std::vector<Edge> &Ways = F.Blocks[B].Successors;
      for (const Edge &E : Ways)
        // A comparison of the counter with another variable carries no condition.
        if (Ways.size() > 1 && !Inside(E.To) &&
            (!E.When || std::find(Counters.begin(), Counters.end(), E.When->Subject) != Counters.end()))
          return true;
    }
    return false;
  }

  /// Every path to the wait in the loop passes another wait that can have a limit, which tells that this
  /// one will not block.
  bool isAskedFirst(const Wait &W, const LoopBlocks &Loop) const {
    const Function &F = U.Functions[W.In];
    const std::vector<const Wait *> &Here = ByFunction.at(W.In);
    return std::any_of(Here.begin(), Here.end(), [&](const Wait *Beside) {
      const Wait &Other = *Beside;
      bool HasLimit = !Other.E.Other.isNone() || Other.E.OtherValue || Other.E.Wait->Limit;
      bool Asks = Other.At != W.At && HasLimit &&
                  !Conditions.count(sharedKey(Other.Blocking->effect().Subject)) &&
                  (!Other.E.Subject.isNone() || Other.E.Wait->Forever);
      if (!Asks || !std::binary_search(Loop.begin(), Loop.end(), Other.Block))
        return false;
      if (Other.Block == W.Block)
        return Other.Index < W.Index;
      return !reachableFrom(F, W.Block, Other.Block)[W.Block];
    });
  }

  bool flag(const Site &S, const SharedKey &Flag, const WaitTest &Test) {
    if (Flag == S.On)
      return false;
    std::optional<StopPath> Worst;
    bool Wakes = false;
    auto Stored = Stores.find(Flag);
    if (Stored == Stores.end())
      return false;
    for (const auto &[Id, At] : Stored->second) {
      const Function &F = U.Functions[Id];
      if (OnThread[Id] == OnThread[S.W.In] || !stops(F.Blocks[At.Block].Events[At.Index], Test))
        continue;
      StopPath P = Paths.of(Id, At.Block, At.Index);
      if (ends(S, P.Does, Flag, Wakes) || (isMains(S.W.In) && endsProgram(F, At)))
        continue;
      if (!Worst || (!Worst->Join && P.Join))
        Worst = std::move(P);
    }
    if (!Worst)
      return false;
    // Two waits for the same object (a loop that reads repeatedly) lack the same wakeup.
    if (S.On && !Told.insert({Flag, S.On}).second)
      return true;
    UnstoppableWait D = found(S);
    D.Flag = Test.What;
    D.Test = Test.At;
    D.StopsIn = Worst->In;
    D.Store = Worst->Store;
    D.Join = Worst->Join;
    D.TestsOther = S.waitsAgain() && !S.Tests.count(Flag);
    // If no thread joins this one, it may be allowed to continue until something happens.
    if ((!D.Join && !isMains(S.W.In)) || S.W.E.Wait->EndsItself)
      D.Sure = Certainty::Unknown;
    for (const Block &B : U.Functions[Worst->In].Blocks)
      for (const Event &E : B.Events)
        if (Wakes && E.is(EffectKind::Wake))
          D.Wake = &E;
        else if (S.On && Does.of(E).Closes.count(S.On) && Worst->Does.Closes.count(S.On))
          D.Close = &E;
    Out.push_back(std::move(D));
    return true;
  }

  /// After the store, the thread itself ends the program.
  bool endsProgram(const Function &F, Position Store) const {
    return walk(F, behind(Store),
                [&](Position, const Event &E) {
                  return E.site().Callee != NoId && U.Callees[E.site().Callee].NoReturn ? Visit::Stop
                                                                                        : Visit::GoOn;
                })
        .Stopped;
  }

  static bool stops(const Event &Store, const WaitTest &Test) {
    return std::any_of(Test.Ends.begin(), Test.Ends.end(),
                       [&](const Predicate &P) { return holds(P, *Store.constant()); });
  }

  /// Whether the side effects of the stopping code end the wait, or may. \p Wakes is set if they wake it
  /// but the wait continues.
  bool ends(const Site &S, const SideEffects &D, const SharedKey &Flag, bool &Wakes) const {
    const SharedKey &On = S.On;
    // It is unknown what the thread waits for; but if the stopping code wakes nothing, it does not wake
    // this wait.
    if (!On && !S.isSleep() && (isNameless(S.W) || !D.Wakes.empty() || !D.Closes.empty()))
      return true;
    if (D.mayWakeAnything() || D.CallsUnknown || closesOther(S, D, Flag))
      return true;
    // A signal, a cancellation, or a descriptor in the set: any wakeup may be the one for this wait.
    bool WakesOther = std::any_of(D.Wakes.begin(), D.Wakes.end(), [&](const SharedKey &K) {
      return !Conditions.count(K) && !(S.isSleep() && isNoThread(K));
    });
    bool Reaches = On && (D.Given.count(On) || (D.Touches.count(On) && !D.Closes.count(On)));
    if (WakesOther || (!S.Condition && !S.isSleep() && (!D.Wakes.empty() || Reaches)))
      return true;
    if (!S.Condition)
      return false;
    bool Woken = D.Wakes.count(On);
    if (S.Tests.count(Flag))
      return Woken;
    if (!Woken)
      return false;
    // After a wakeup, the loop tests another object, which the stopping code may have changed as well.
    auto IsMore = [&](const SharedKey &K) { return K != Flag && K != On && !S.Condition->Locks.count(K); };
    if (!S.waitsAgain() || std::any_of(D.Touches.begin(), D.Touches.end(), IsMore))
      return true;
    Wakes = true;
    return false;
  }

  /// An object of a class that is not a thread (a condition variable): waking it ends no sleep. Both
  /// ends of a pipe share an array.
  bool isNoThread(const SharedKey &K) const {
    const Object *O = objectOf(K, U);
    return O && !O->IsScalar && O->Type.find('[') == std::string::npos &&
           std::none_of(Calls.threads().begin(), Calls.threads().end(), [&](const ThreadStart &T) {
             return sharedKey(T.At->site().This) == K || sharedKey(T.At->effect().Other) == K;
           });
  }

  /// Neither a place nor a number identifies what it waits for.
  static bool isNameless(const Wait &W) {
    return W.Blocking->effect().Subject.isNone() && !W.Blocking->effect().SubjectValue;
  }

  /// The descriptors being closed may include the other end of what the thread waits for. They do not if
  /// the same descriptor is closed: one stored beside the flag that is not an element of an array
  /// (`pipe(ends)`).
  bool closesOther(const Site &S, const SideEffects &D, const SharedKey &Flag) const {
    if (D.Closes.empty())
      return false;
    const Place &On = S.W.Blocking->effect().Subject;
    bool IsElement = std::any_of(On.Path.begin(), On.Path.end(),
                                 [](const Projection &Step) { return Step.K == Projection::Kind::Index; });
    return IsElement || D.Closes.size() > 1 || !D.Closes.count(S.On) || !areNeighbours(S.On, Flag);
  }

  /// Members of the same class, or both without a class; otherwise one flag may belong to several
  /// descriptors.
  bool areNeighbours(const SharedKey &A, const SharedKey &B) const {
    const Object *Of[] = {objectOf(A, U), objectOf(B, U)};
    if (!Of[0] || !Of[1])
      return false;
    auto Scope = [](const Object &O) { return std::string_view(O.Name).substr(0, O.Name.rfind("::") + 1); };
    return Scope(*Of[0]) == Scope(*Of[1]);
  }

  UnstoppableWait found(const Site &S) const {
    UnstoppableWait D;
    D.In = S.W.In;
    D.Wait = S.W.At;
    D.Chain = S.W.E.Why->Chain;
    D.Limit = S.W.E.Wait->Limit;
    D.IsCondition = S.Condition != nullptr;
    D.IsSleep = S.isSleep();
    const Object *On = objectOf(S.On, U);
    D.IsAtomic = !D.IsCondition && On && On->isFlagLike() && On->IsAtomic;
    D.HasPredicate = S.Condition && S.Condition->Predicate != NoId;
    return D;
  }

  //===--------------------------------------------------------------------===//
  // Stop tokens
  //===--------------------------------------------------------------------===//

  static std::optional<Place> tokenOf(const Function &F) {
    for (unsigned I = 0; I < F.Parameters.size(); ++I)
      if (F.Parameters[I].IsStopToken && !F.Parameters[I].Name.empty()) {
        Place P;
        P.Root = Place::RootKind::Param;
        P.Index = I;
        P.Name = F.Parameters[I].Name;
        return P;
      }
    return std::nullopt;
  }

  void tokenWait(const Site &S, const Place &Token) {
    if (S.W.E.Wait->Limit) {
      if (S.W.Loops.empty() || countsRounds(U.Functions[S.W.In], *S.W.Loops.front()))
        return;
    }
    // If the start of the thread is known, so are agreements about a socket.
    bool Waits = S.W.E.Sure == Certainty::Definite || OnThread[S.W.In];
    if ((!S.On && !S.isSleep()) || !Waits || S.W.E.Wait->EndsItself || handsOn(S.W.In, Token) ||
        wokenByStopper(S))
      return;
    UnstoppableWait D = found(S);
    D.IsToken = true;
    D.Flag = Token;
    D.IsReliedOn = goesOn(S.W, Token);
    Out.push_back(std::move(D));
  }

  static bool isToken(const Place &P, const Function &F, const Place &Token) {
    uint32_t Captured = F.Parameters[Token.Index].CapturedAs;
    bool Same = P.Root == Place::RootKind::Param ? P.Index == Token.Index
                                                 : P.Root == Place::RootKind::Local && P.Index == Captured;
    return Same && P.Path.empty();
  }

  /// On some path, the work after the wait runs before the token is tested.
  bool goesOn(const Wait &W, const Place &Token) const {
    const Function &F = U.Functions[W.In];
    auto Does = [&](const Event &E) {
      return E.kind() == EventKind::Assign ||
             (E.kind() == EventKind::Call && E.Expr.Begin != W.At->Expr.Begin &&
              !U.Callees[E.site().Callee].Destructor);
    };
    auto Look = [&](Position, const Event &E) { return Does(E) ? Visit::Stop : Visit::GoOn; };
    auto Unasked = [&](const Edge &E) {
      return E.To != W.Block && !(E.When && isToken(E.When->Subject, F, Token));
    };
    return walk(F, {W.Block, W.Index + 1}, Look, Unasked).Stopped;
  }

  /// A callback may be registered with the token, or the token is passed to other code.
  bool handsOn(FunctionId Id, const Place &Token) const {
    const Function &F = U.Functions[Id];
    auto Gets = [&](const Place &P) { return isToken(P, F, Token); };
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events) {
        if (E.kind() == EventKind::Call && std::any_of(E.site().Args.begin(), E.site().Args.end(), Gets))
          return true;
        if (E.kind() == EventKind::Assign && Gets(E.other()))
          return true;
      }
    return false;
  }

  /// Code that can request the stop also wakes the wait, or changes what it tests.
  bool wokenByStopper(const Site &S) const {
    std::vector<bool> Here = Calls.reachedFrom(S.W.In);
    auto Wakes = [&](const SideEffects &D) {
      return D.Wakes.count(S.On) || D.Closes.count(S.On) || D.mayWakeAnything();
    };
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      if (!Here[F] && Wakes(Does.of(F)) && (U.Functions[F].IsDestructor || wakesBehindStop(F, Wakes)))
        return true;
    return false;
  }

  /// \p F does something to a thread, and then wakes the wait.
  template <class Test> bool wakesBehindStop(FunctionId F, Test Wakes) const {
    std::vector<SharedKey> Threads;
    for (const ThreadStart &T : Calls.threads())
      if (SharedKey Key = sharedKey(T.At->site().This); Key && Does.of(F).Touches.count(Key))
        Threads.push_back(Key);
    auto ActsOnThread = [&](const SideEffects &D) {
      return std::any_of(Threads.begin(), Threads.end(),
                         [&](const SharedKey &T) { return D.Touches.count(T) || D.Wakes.count(T); });
    };
    bool Found = false;
    if (!Threads.empty())
      forEachEvent(U.Functions[F], [&](Position P, const Event &E) {
        SideEffects Here = Found ? SideEffects() : Does.of(E);
        Found |= ActsOnThread(Here) &&
                 (Wakes(Here) || walk(U.Functions[F], behind(P), [&](Position, const Event &Later) {
                                   return Wakes(Does.of(Later)) ? Visit::Stop : Visit::GoOn;
                                 }).Stopped);
      });
    return Found;
  }

  const Unit &U;
  const std::vector<Wait> &All;
  std::map<FunctionId, std::vector<const Wait *>> ByFunction;
  std::map<SharedKey, std::vector<std::pair<FunctionId, Position>>>
      Stores; ///< stores of constants outside constructors
  const std::vector<ConditionWait> &Waits;
  const Callees &Calls;
  const SideEffectSummaries &Does;
  const AnalysisOptions &Options;
  StopPaths Paths;
  std::vector<UnstoppableWait> &Out;
  std::vector<bool> OnThread, OnMain;
  SharedSet Conditions;
  std::set<std::pair<SharedKey, SharedKey>> Told; ///< flag, and what is waited for
};

} // namespace

void findUnstoppableWaits(const Unit &U, const std::vector<Wait> &All,
                          const std::vector<ConditionWait> &Waits, const Callees &Calls,
                          const SideEffectSummaries &Does, const AnalysisOptions &Options,
                          std::vector<UnstoppableWait> &Out) {
  Finder(U, All, Waits, Calls, Does, Options, Out).run();
}

} // namespace asyncsafe
