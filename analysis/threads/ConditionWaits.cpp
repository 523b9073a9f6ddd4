//===- ConditionWaits.cpp - Waits for condition variables -----------------===//

#include "analysis/threads/ConditionWaits.h"

#include "analysis/Flow.h"

#include <algorithm>
#include <numeric>

namespace asyncsafe {

namespace {

/// Accessors of accessors.
constexpr unsigned MaxDepth = 3;

bool isWait(const Event &E) { return E.Kind == EventKind::Effect && E.E.Kind == EffectKind::Block; }

/// The bodies in sight that \p E runs before it goes on.
FunctionId predicateOf(const Event &E, const Unit &U) {
  for (auto &[Argument, Id] : E.Site.FunctionArgs)
    if (U.Callees[Id].Body != NoId)
      return U.Callees[Id].Body;
  return NoId;
}

bool mayNameLock(const Event &E, const SharedSet &Locks) {
  auto Names = [&](const Place &P) { return !P.isNone() && Locks.count(sharedKey(P)); };
  for (const Place &A : E.Site.Args)
    if (Names(A) || A.Root == Place::RootKind::Local || A.Root == Place::RootKind::Param)
      return true;
  return false;
}

/// What block \p B, of a predicate, makes the answer: only constants are known.
std::optional<bool> answerIn(const Block &B) {
  for (const Event &E : B.Events) {
    if (E.Kind == EventKind::Return && E.Constant)
      return *E.Constant != 0;
    if (E.Kind == EventKind::Assign && E.Subject.Root == Place::RootKind::Temporary)
      return E.Constant ? std::optional<bool>(*E.Constant != 0) : std::nullopt;
  }
  return std::nullopt;
}

void note(WaitTests &Into, const Place &What, const Event *At, std::optional<Predicate> Ends) {
  SharedKey Key = sharedKey(What);
  if (!Key)
    return;
  WaitTest &T = Into[Key];
  if (T.What.isNone())
    T.What = What;
  if (!T.At)
    T.At = At;
  if (Ends && std::find(T.Ends.begin(), T.Ends.end(), *Ends) == T.Ends.end())
    T.Ends.push_back(*Ends);
}

} // namespace

void addTests(const Unit &U, const Function &F, const std::vector<BlockId> &Blocks, bool IsPredicate,
              WaitTests &Into, unsigned Depth) {
  std::vector<BlockId> Everything;
  if (Blocks.empty()) {
    Everything.resize(F.Blocks.size());
    std::iota(Everything.begin(), Everything.end(), 0);
  }
  const std::vector<BlockId> &Of = Blocks.empty() ? Everything : Blocks;
  for (BlockId B : Of) {
    for (const Event &E : F.Blocks[B].Events) {
      if (E.Kind == EventKind::Read)
        note(Into, E.Subject, &E, std::nullopt);
      else if (IsPredicate && E.Kind == EventKind::Return)
        note(Into, E.Subject, &E, Predicate{Predicate::Op::NE, 0});
      else if (E.Kind == EventKind::Call && U.Callees[E.Site.Callee].Body != NoId && Depth < MaxDepth)
        addTests(U, U.Functions[U.Callees[E.Site.Callee].Body], {}, /*IsPredicate=*/false, Into, Depth + 1);
    }
    for (const Edge &E : F.Blocks[B].Successors) {
      if (!E.When)
        continue;
      bool Ends = IsPredicate ? answerIn(F.Blocks[E.To]).value_or(false)
                              : std::find(Of.begin(), Of.end(), E.To) == Of.end();
      note(Into, E.When->Subject, nullptr, Ends && !Depth ? std::optional<Predicate>(E.When->Test) : std::nullopt);
    }
  }
}

SharedSet locksOf(const Unit &U) {
  SharedSet Locks;
  for (const Function &F : U.Functions)
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Effect && E.E.Kind == EffectKind::Acquire &&
            (E.E.Resource == ResourceKind::Lock || E.E.Resource == ResourceKind::SharedLock))
          if (SharedKey Key = sharedKey(E.E.Subject))
            Locks.insert(Key);
  return Locks;
}

namespace {

/// The tests of the loop around a wait that are made while its lock is held.
void addLoopTests(const Unit &U, const Function &F, const LockSets &Held, ConditionWait &W) {
  std::vector<LoopBlocks> Loops = loopsAround(F, W.Block);
  if (Loops.empty())
    return;
  std::vector<BlockId> Under;
  for (BlockId B : Loops.front()) {
    unsigned Last = static_cast<unsigned>(F.Blocks[B].Events.size());
    const LockSets::AtEvent *At = Last ? Held.at(B, Last - 1) : nullptr;
    bool Holds = !At || std::any_of(W.Locks.begin(), W.Locks.end(), [&](const auto &Lock) {
      return At->Held.count(Lock.first) || At->Taken.count(Lock.first);
    });
    if (Holds)
      Under.push_back(B);
  }
  WaitTests All;
  addTests(U, F, Loops.front(), /*IsPredicate=*/false, All);
  WaitTests Locked;
  addTests(U, F, Under, /*IsPredicate=*/false, Locked);
  for (auto &[Key, Test] : All)
    if (Locked.count(Key))
      W.Tests.emplace(Key, Test);
}

} // namespace

std::vector<ConditionWait> conditionWaits(const Unit &U, const SharedSet &Locks, CalleeOracle &Oracle,
                                          unsigned Budget) {
  std::vector<ConditionWait> Out;
  for (FunctionId Id = 0; Id < U.Functions.size(); ++Id) {
    const Function &F = U.Functions[Id];
    std::optional<Steps> S;
    std::optional<LockSets> Held;
    for (BlockId B = 0; B < F.Blocks.size(); ++B)
      for (unsigned I = 0; I < F.Blocks[B].Events.size(); ++I) {
        const Event &E = F.Blocks[B].Events[I];
        if (!isWait(E) || !sharedKey(E.E.Subject) || !mayNameLock(E, Locks))
          continue;
        if (!S) {
          S.emplace(resolve(U, F, {}, Oracle));
          Held.emplace(*S, Budget);
        }
        ConditionWait W;
        W.In = Id;
        W.Block = B;
        W.At = &E;
        W.Condition = sharedKey(E.E.Subject);
        for (const Place &A : E.Site.Args)
          for (auto &[Key, Name] : Held->lockOf(A))
            if (Locks.count(Key))
              W.Locks.emplace(Key, Name);
        if (W.Locks.empty() || !Held->complete())
          continue;
        W.Predicate = predicateOf(E, U);
        if (W.Predicate != NoId)
          addTests(U, U.Functions[W.Predicate], {}, /*IsPredicate=*/true, W.Tests);
        else if (E.Site.FunctionArgs.empty())
          addLoopTests(U, F, *Held, W);
        Out.push_back(std::move(W));
      }
  }
  return Out;
}

} // namespace asyncsafe
