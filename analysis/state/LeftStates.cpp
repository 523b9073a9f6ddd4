//===- LeftStates.cpp - Paths that leave state changed --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/state/LeftStates.h"

#include "analysis/steps/FeasiblePaths.h"

#include <algorithm>
#include <unordered_set>

namespace asyncsafe {

namespace {

class LeakFinder {
public:
  LeakFinder(Steps &S, FunctionId Id, const StepIndex &Index, FeasiblePaths &Paths, const SavedState &X)
      : S(S), Id(Id), Index(Index), Paths(Paths), X(X), Results(S, Index, X),
        Changes(X.Changes.begin(), X.Changes.end()), Ends(endsOf(X)), EndSteps(Ends.begin(), Ends.end()),
        CanEnd(Index.blocksBefore(EndSteps)) {
    for (const Step *Each : X.Restores)
      EndEvents.insert(Each->At);
  }

  /// False if there are too many paths.
  bool run(std::vector<LeftState> &Out) {
    if (Ends.empty() || !partsWays() || (X.Kind == StateKind::Lock && !isPlainRegion()))
      return true;
    if (!Paths.follow(
            OnPath(),
            [&](BlockId, unsigned, const Step &Each, OnPath &Now, auto &&) {
              step(Each, Now);
              return Visit::GoOn;
            },
            [&](BlockId From, const Edge &E, OnPath &Now) {
              edge(From, E, Now);
              return true;
            }))
      return false;
    for (const Leak &L : Leaks)
      leaves(*L.Return, L.How);
    if (!Best || IsHandedOver)
      return true;
    LeftState L;
    L.Kind = X.Kind;
    L.In = Id;
    L.Change = Best->By->At;
    L.Restore = Ends.front()->At;
    L.Leave = BestReturn->Expr.isValid() ? BestReturn : nullptr;
    if (Best->Decides)
      L.Decides = testOf(Best->DecidesIn);
    L.Saved = X.Kept == NoPlace ? Place() : S.Places[X.Kept];
    bool InSight = Best->By->At->kind() != EventKind::Call;
    L.Sure = InSight && !needsFailure() ? Certainty::Definite : Certainty::Likely;
    Out.push_back(std::move(L));
    return true;
  }

private:
  struct OnPath {
    const Step *By = nullptr;      ///< the change; null: not in force
    const Edge *Decides = nullptr; ///< the last edge since then off the paths that reach an end
    BlockId DecidesIn = 0;
    bool Ended = false;   ///< the state was in force
    bool Refused = false; ///< the change failed
    bool operator==(const OnPath &O) const {
      return By == O.By && Decides == O.Decides && Ended == O.Ended && Refused == O.Refused;
    }
  };

  static std::vector<const Step *> endsOf(const SavedState &X) {
    std::vector<const Step *> Out = X.Restores;
    Out.insert(Out.end(), X.Resets.begin(), X.Resets.end());
    return Out;
  }

  /// Some branch leaves the paths that reach an end.
  bool partsWays() const {
    bool Out = false;
    forEachEdge(*S.F, [&](BlockId B, const Edge &E) { Out |= CanEnd[B] && !CanEnd[E.To]; });
    return Out;
  }

  /// The blocks reachable from \p From without a step of \p Without.
  std::vector<bool> reachedWithout(BlockId From, const StepSet &Without) const {
    std::vector<BlockId> Shut = Index.blocksOf(Without); // ascending
    auto IsOpen = [&](BlockId B) { return !std::binary_search(Shut.begin(), Shut.end(), B); };
    std::vector<bool> Out(S.Blocks.size());
    if (IsOpen(From))
      Out =
          reach(*S.F, {From}, Along::Forward, [&](BlockId, const Edge &E) { return S.feasible(E); }, IsOpen);
    Out[From] = true;
    return Out;
  }

  /// Every path to a release comes from the acquisition, and no code tests whether the lock is held.
  bool isPlainRegion() const {
    std::vector<bool> Free = reachedWithout(0, Changes);
    StepSet Restores(X.Restores.begin(), X.Restores.end());
    for (BlockId B : Index.blocksOf(Restores))
      if (Free[B])
        for (const Step &Each : S.Blocks[B]) {
          if (Changes.count(&Each))
            break;
          if (Restores.count(&Each))
            return false;
        }
    return true;
  }

  /// State that is not kept in a variable may be meant to be restored elsewhere.
  bool needsFailure() const { return X.Thrown || X.Kind == StateKind::Lock; }

  void step(const Step &Each, OnPath &Now) {
    if (Changes.count(&Each))
      Now = {&Each, nullptr, 0, false, false};
    else if (EndSteps.count(&Each))
      Now = {nullptr, nullptr, 0, Now.By || Now.Ended, false};
    else if (Each.K == Step::Kind::Return && Now.By)
      Leaks.push_back({Now, &Each});
    else if (Each.K == Step::Kind::Return && Now.Refused)
      RefusedAnswers.insert(Each.At->constant());
    else if (Each.K == Step::Kind::Return && Now.Ended && Each.At->constant())
      Answers.insert(*Each.At->constant());
    else if (Each.K == Step::Kind::Return && Now.Ended)
      AnswersOpenly = true;
  }

  void edge(BlockId From, const Edge &E, OnPath &Now) const {
    if (!Now.By)
      return;
    if (E.When && Results.tellFailure(S.Places.intern(E.When->Subject), E.When->Test)) {
      Now = OnPath();
      Now.Refused = true;
      return;
    }
    if (CanEnd[From] && !CanEnd[E.To]) {
      Now.Decides = &E;
      Now.DecidesIn = From;
    }
  }

  void leaves(const Step &Return, const OnPath &Now) {
    // The paths are separated by conditions that are not understood, or that may be correlated.
    if (!Now.Decides || (!Now.Decides->When && !isUnconditional()) || partsProcesses(*Now.Decides))
      return;
    if ((needsFailure() && !isFailure(*Now.Decides, Return)) || isMeantToLast(Return)) {
      IsHandedOver = true;
      return;
    }
    if (X.Kind == StateKind::Lock && (isTakenForCaller(Return) || mayBeEndedByOthers(Now.Decides->To))) {
      IsHandedOver = true;
      return;
    }
    if (!Best || isEarlier(Return.At->Expr, BestReturn->Expr)) {
      Best = Now;
      BestReturn = Return.At;
    }
  }

  /// `if (fork() > 0) return`: what one process puts back is not in force in the other.
  bool partsProcesses(const Edge &Decides) const {
    // A call that has failed makes no process.
    if (!Decides.When || !compatible(Decides.When->Test, {Predicate::Op::GE, 0}))
      return false;
    const PlaceId Tested = S.Places.intern(Decides.When->Subject);
    bool Parts = false;
    for (const auto &Block : S.Blocks)
      for (const Step &Each : Block) {
        if (!Each.is(EffectKind::StartProcess))
          continue;
        const PlaceId Result = S.Places.intern(Each.At->site().Result);
        const std::vector<PlaceId> Copies = Index.copiesOf(Result);
        Parts |= Tested == Result || std::find(Copies.begin(), Copies.end(), Tested) != Copies.end();
      }
    return Parts;
  }

  /// Set up for good: only the paths that report a failure take it back, and this one does not.
  bool isMeantToLast(const Step &Return) const {
    auto Fails = [](int64_t Answer) { return Answer < 0; };
    const std::optional<int64_t> &Answer = Return.At->constant();
    return X.Kind != StateKind::Lock && Answer && !Fails(*Answer) && !AnswersOpenly && !Answers.empty() &&
           std::all_of(Answers.begin(), Answers.end(), Fails);
  }

  /// The function is the acquisition: whatever releases the lock throws, or answers what it answers if the
  /// lock is not acquired, and this path answers something else.
  bool isTakenForCaller(const Step &Return) const {
    const std::optional<int64_t> &Answer = Return.At->constant();
    if (Answer && RefusedAnswers.size() == 1 && *RefusedAnswers.begin() && !AnswersOpenly) {
      const int64_t Refused = **RefusedAnswers.begin();
      auto IsRefusal = [&](int64_t Each) { return Each == Refused; };
      if (*Answer != Refused && std::all_of(Answers.begin(), Answers.end(), IsRefusal))
        return true;
    }
    for (BlockId B = 0; B < S.Blocks.size(); ++B)
      for (unsigned I = 0; I < S.Blocks[B].size(); ++I)
        if (EndSteps.count(&S.Blocks[B][I]) && !throwsBehind({B, I}))
          return false;
    return true;
  }

  /// All that follows on the step throws.
  bool throwsBehind(Position End) const {
    return walkSteps(S, behind(End),
                     [&](Position, const Step &Each) {
                       if (Changes.count(&Each) || Each.K == Step::Kind::Return)
                         return Visit::Stop;
                       return Each.At->kind() == EventKind::Throw ? Visit::EndPath : Visit::GoOn;
                     })
        .allEnded();
  }

  /// No path reaches an exit without passing the change.
  bool isUnconditional() {
    if (!Unconditional) {
      std::vector<bool> Around = reachedWithout(0, Changes);
      std::vector<BlockId> Begins = Index.blocksOf(Changes), Shut = Index.blocksOf(EndSteps);
      Unconditional =
          std::none_of(Shut.begin(), Shut.end(), [&](BlockId B) { return Around[B] && B != Begins.front(); });
    }
    return *Unconditional;
  }

  /// A negative number, or an error number in a function that otherwise returns 0.
  bool saysError(const Step &Return) {
    const std::optional<int64_t> &Answer = Return.At->constant();
    if (!Answer || (*Answer >= 0 && *Answer <= 1))
      return false;
    if (*Answer < 0)
      return true;
    if (!AnswersZero)
      AnswersZero = Answers.count(0) || returnsClearedVariable();
    return *AnswersZero;
  }

  bool returnsClearedVariable() const {
    std::set<PlaceId> Returned, Cleared;
    for (const auto &Block : S.Blocks)
      for (const Step &Each : Block) {
        if (Each.K == Step::Kind::Return && Each.Subject != NoPlace)
          Returned.insert(Each.Subject);
        if (Each.K == Step::Kind::Assign && Each.At->constant() == 0)
          Cleared.insert(Each.Subject);
      }
    return std::any_of(Returned.begin(), Returned.end(), [&](PlaceId P) { return Cleared.count(P) != 0; });
  }

  /// The branch is taken after a failed call, and the function reports the failure to its caller.
  bool isFailure(const Edge &Decides, const Step &Return) {
    if (!Decides.When)
      return false;
    if (saysError(Return))
      return true;
    PlaceId Tested = S.Places.intern(Decides.When->Subject);
    Predicate Test = Decides.When->Test;
    if (!Index.isCallResult(Tested))
      return false;
    bool BelowZero = !compatible(Test, {Predicate::Op::GE, 0});
    bool IsNull = Test == Predicate{Predicate::Op::EQ, 0}, NotNull = !holds(Test, 0);
    const std::optional<int64_t> &Answer = Return.At->constant();
    // The caller could not distinguish this path from one that restores the state; or all the work is on
    // the other path.
    if (Answer && Answers.count(*Answer))
      return true;
    if ((BelowZero || IsNull || NotNull) && isLeftAtOnce(Decides))
      return true;
    if (Answer && *Answer < 0)
      return BelowZero || IsNull || NotNull;
    if (Answer && *Answer == 0)
      return BelowZero || IsNull;
    if (Answer)
      return BelowZero || NotNull;
    if (Return.Subject != NoPlace && Return.Subject == Tested)
      return BelowZero || NotNull || IsNull;
    if (!Return.At->Expr.isValid() || Return.At->subject().isNone())
      return BelowZero || IsNull || NotNull; // no result, or one that does not depend on the lock
    return BelowZero;
  }

  /// The function returns at once on this path, while the other one does some work: the lock is not
  /// handed over here.
  bool isLeftAtOnce(const Edge &Decides) const {
    auto IsWork = [](const Event &E) {
      return E.kind() == EventKind::Call || (E.kind() == EventKind::Effect && !E.is(EffectKind::Release)) ||
             (E.kind() == EventKind::Assign && !isFunctionOwn(E.subject()));
    };
    auto Works = [&](BlockId From) {
      return walk(*S.F, {From, 0},
                  [&](Position, const Event &E) {
                    return EndEvents.count(&E) ? Visit::EndPath : IsWork(E) ? Visit::Stop : Visit::GoOn;
                  })
          .Stopped;
    };
    if (Works(Decides.To))
      return false;
    for (const Block &B : S.F->Blocks)
      for (const Edge &E : B.Successors)
        if (&E == &Decides)
          return std::any_of(B.Successors.begin(), B.Successors.end(),
                             [&](const Edge &Other) { return &Other != &Decides && Works(Other.To); });
    return false;
  }

  /// After the branch, an unknown function gets the lock or the object that contains it.
  bool mayBeEndedByOthers(BlockId From) const {
    const Place &Lock = S.Places[X.Kept];
    std::vector<bool> Behind = reachableFrom(*S.F, From);
    Behind[From] = true;
    for (BlockId B = 0; B < Behind.size(); ++B)
      for (const Event &E : S.F->Blocks[B].Events) {
        if (!Behind[B] || E.kind() != EventKind::Call || !isOpen(*S.U, E.site().Callee))
          continue;
        auto Leads = [&](const Place &P) {
          Place Base = P;
          Base.AddressOf = false;
          return !P.isNone() && Lock.sameRoot(Base) && Lock.startsWith(Base);
        };
        if (Leads(E.site().This) || std::any_of(E.site().Args.begin(), E.site().Args.end(), Leads))
          return true;
      }
    return false;
  }

  /// The last test before the branch.
  SourceRange testOf(BlockId B) const {
    const std::vector<Event> &Events = S.F->Blocks[B].Events;
    return Events.empty() ? SourceRange() : Events.back().Expr;
  }

  Steps &S;
  FunctionId Id;
  const StepIndex &Index;
  FeasiblePaths &Paths;
  const SavedState &X;
  ChangeResults Results;
  const StepSet Changes;
  const std::vector<const Step *> Ends;
  const StepSet EndSteps;
  std::unordered_set<const Event *> EndEvents; ///< of X.Restores
  const std::vector<bool> CanEnd;
  struct Leak {
    OnPath How;
    const Step *Return;
  };
  std::vector<Leak> Leaks;
  std::set<int64_t> Answers;                       ///< of paths that restored it
  bool AnswersOpenly = false;                      ///< … with a result that is not a constant
  std::set<std::optional<int64_t>> RefusedAnswers; ///< of paths that could not change it
  std::optional<bool> AnswersZero, Unconditional;
  std::optional<OnPath> Best;
  const Event *BestReturn = nullptr;
  bool IsHandedOver = false;
};

} // namespace

/// `return` between pthread_cleanup_push() and pthread_cleanup_pop().
static void findLeftRecords(const Function &F, FunctionId Id, std::vector<LeftState> &Out) {
  forEachEvent(F, [&](Position, const Event &E) {
    if (!E.is(EffectKind::PushCleanup) || F.Scopes[E.Scope].Kind != ScopeKind::Cleanup)
      return;
    const Event &Pushed = F.Scopes[E.Scope].Action;
    for (const LeftState &Old : Out)
      if (Old.Kind == StateKind::CleanupRecord && Old.In == Id && Old.Change->Expr == Pushed.Expr)
        return;
    LeftState L;
    L.Kind = StateKind::CleanupRecord;
    L.In = Id;
    L.Change = &Pushed;
    L.Leave = &E;
    L.Sure = Certainty::Definite;
    Out.push_back(std::move(L));
  });
}

static std::vector<SavedState> savedLocks(Steps &S) { return heldLocks(S); }

bool findLeftStates(Steps &S, FunctionId Id, const Callees &Calls, std::vector<LeftState> &Out) {
  findLeftRecords(*S.F, Id, Out);
  if (S.F->IsMain)
    return true;
  std::vector<SavedState> States;
  if (!Calls.startsThread(Id)) // a mask ends with its thread
    States = savedMasks(S);
  for (auto *Find : {&savedHandlers, &savedLocks})
    for (SavedState &X : Find(S))
      States.push_back(std::move(X));
  std::optional<FeasiblePaths> Paths;
  std::optional<StepIndex> Index;
  bool Complete = true;
  for (const SavedState &X : States) {
    bool IsPointer = X.Kind == StateKind::Disposition || X.Kind == StateKind::Innermost;
    if (X.Restores.empty() && (IsPointer || X.Resets.empty()))
      continue;
    if (!Paths) {
      Paths.emplace(S);
      Index.emplace(S);
    }
    Complete &= LeakFinder(S, Id, *Index, *Paths, X).run(Out);
  }
  return Complete;
}

} // namespace asyncsafe
