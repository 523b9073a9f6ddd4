//===- WaitLoops.cpp - Loops that wait and test flags ---------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/wakeups/WaitLoops.h"

#include "analysis/engine/Visited.h"

#include <algorithm>
#include <numeric>

namespace asyncsafe {

namespace {

/// Loops further out do more than wait for this.
constexpr size_t MaxLoops = 3;
/// Depth of callees that clear a flag.
constexpr unsigned MaxDepth = 2;

LoopBlocks allBlocks(const Function &F) {
  LoopBlocks All(F.Blocks.size());
  std::iota(All.begin(), All.end(), 0);
  return All;
}

bool testsNameless(const Unit &U, const ConditionWait &C) {
  bool IsPredicate = C.Predicate != NoId;
  const Function &F = U.Functions[IsPredicate ? C.Predicate : C.In];
  for (BlockId B : IsPredicate ? allBlocks(F) : C.Loop ? *C.Loop : LoopBlocks()) {
    for (const Edge &E : F.Blocks[B].Successors)
      if (E.When && !sharedKey(E.When->Subject))
        return true;
    for (const Event &E : F.Blocks[B].Events)
      if (E.kind() == EventKind::Return && !E.constant() && !sharedKey(E.subject()))
        return true;
  }
  return false;
}

/// What the call in \p B with this result answers: `poller.fd = wake_fd();`.
SharedKey answeredAt(const Unit &U, const Block &B, const Place &Result) {
  SharedKey Out;
  for (const Event &E : B.Events) {
    FunctionId Body = E.site().Result == Result ? calledBy(U, E, Runs::Surely) : NoId;
    if (Body == NoId)
      continue;
    unsigned Returns = 0;
    forEachEvent(U.Functions[Body], [&](Position, const Event &Inside) {
      if (Inside.kind() == EventKind::Return && ++Returns == 1)
        Out = sharedKey(Inside.subject());
    });
    if (Returns != 1)
      Out = SharedKey();
  }
  return Out;
}

bool isElement(const Place &P) { return !P.Path.empty() && P.Path.back().K == Projection::Kind::Index; }

} // namespace

bool WaitLoop::contains(BlockId B) const {
  return std::find(Blocks.begin(), Blocks.end(), B) != Blocks.end();
}

WaitLoops::WaitLoops(const Unit &U, const std::vector<Wait> &Waits,
                     const std::vector<ConditionWait> &Conditions, const Callees &Calls, const Wakes &Waking)
    : U(U), Waits(Waits), Calls(Calls), Waking(Waking), Woken(U.Functions.size()),
      WaitsIn(U.Functions.size()) {
  for (const Wait &W : Waits)
    WaitsIn[W.In].push_back(&W);
  std::vector<std::pair<SharedKey, SharedKey>> FromElements;
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    forEachEvent(U.Functions[F], [&](Position P, const Event &E) {
      callbacks(F, E);
      SharedKey To = sharedKey(E.subject()), From = sharedKey(E.other());
      if (E.kind() == EventKind::Assign && E.other().Root == Place::RootKind::Temporary)
        From = answeredAt(U, U.Functions[F].Blocks[P.Block], E.other());
      if (E.kind() != EventKind::Assign || !To || !From || To == From)
        return;
      link(To, From);
      if (isElement(E.other()))
        FromElements.emplace_back(To, From);
    });
  for (auto &[A, Pair] : FromElements)
    for (auto &[B, Other] : FromElements)
      if (Pair == Other && A != B)
        link(A, B);
  for (const ConditionWait &C : Conditions)
    condition(C);
  for (const Wait &W : Waits) {
    bool IsCondition = std::any_of(Conditions.begin(), Conditions.end(), [&](const ConditionWait &C) {
      return C.At == W.At || C.At == W.Blocking;
    });
    if (!IsCondition)
      wait(W, sharedKey(W.E.Subject));
  }
  for (const ThreadStart &T : Calls.threads())
    thread(T);
  for (size_t I = 0; I < All.size(); ++I)
    AllOn[All[I].On].push_back(I);
}

void WaitLoops::link(const SharedKey &A, const SharedKey &B) {
  Links[A].insert(B);
  Links[B].insert(A);
}

bool WaitLoops::areLinked(const SharedKey &A, const SharedKey &B) const {
  auto It = Links.find(A);
  return A == B || (It != Links.end() && It->second.count(B));
}

std::vector<const WaitLoop *> WaitLoops::wokenBy(const SharedKey &Woken) const {
  std::vector<size_t> Found;
  auto Add = [&](const SharedKey &On) {
    if (auto It = AllOn.find(On); It != AllOn.end())
      Found.insert(Found.end(), It->second.begin(), It->second.end());
  };
  Add(Woken);
  if (auto It = Links.find(Woken); It != Links.end())
    std::for_each(It->second.begin(), It->second.end(), [&](const SharedKey &K) {
      if (K != Woken)
        Add(K);
    });
  std::sort(Found.begin(), Found.end());
  std::vector<const WaitLoop *> Out;
  for (size_t I : Found)
    Out.push_back(&All[I]);
  return Out;
}

//===----------------------------------------------------------------------===//
// Waits
//===----------------------------------------------------------------------===//

void WaitLoops::condition(const ConditionWait &C) {
  // A wait with a limit tests again.
  if (C.Length != WaitLength::Unbounded || C.Tests.empty())
    return;
  WaitLoop R;
  R.In = C.In;
  R.Wait = C.At;
  R.On = C.Condition;
  R.Condition = &C;
  R.Tests = C.Tests;
  R.TestsMore = testsNameless(U, C);
  All.push_back(std::move(R));
}

/// Many waits share a loop.
const WaitTests &WaitLoops::testsOf(FunctionId F, const SharedLoop &Loop) {
  auto [It, New] = TestsOfLoop.try_emplace(Loop.get());
  if (New)
    addTests(U, U.Functions[F], *Loop, /*IsPredicate=*/false, It->second);
  return It->second;
}

/// Another wait in the loop, other than a sleep: the longest limit of those.
WaitLength WaitLoops::limitBeside(const Wait &W, const LoopBlocks &Loop) {
  auto [It, New] = LimitsOfLoop.try_emplace(&Loop);
  Limits &Of = It->second;
  for (const Wait *Other : WaitsIn[W.In]) {
    if (!New)
      break;
    if ((Other->E.Subject.isNone() && !Other->E.Wait->Forever) ||
        !std::binary_search(Loop.begin(), Loop.end(), Other->Block))
      continue;
    WaitLength Length = Other->E.Wait->Length;
    if (Other->At == Of.At) {
      Of.Longest = std::max(Of.Longest, Length);
    } else if (!Of.At || Length > Of.Longest) {
      Of.BesideIt = std::max(Of.BesideIt, Of.Longest);
      Of.Longest = Length;
      Of.At = Other->At;
    } else {
      Of.BesideIt = std::max(Of.BesideIt, Length);
    }
  }
  return W.At == Of.At ? Of.BesideIt : Of.Longest;
}

/// Code that releases what it waited for uses it as a lock.
bool WaitLoops::givesBack(const Wait &W, const SharedKey &On) const {
  std::optional<SharedSet> &Here = Woken[W.In];
  if (!Here) {
    Here.emplace();
    forEachEvent(U.Functions[W.In], [&](Position, const Event &E) { Here->merge(Waking.by(E)); });
  }
  return Here->count(On);
}

/// A non-blocking call in the loop, next to a blocking one.
bool WaitLoops::waitsForAnything(const Wait &W, const LoopBlocks &Loop) const {
  return std::any_of(WaitsIn[W.In].begin(), WaitsIn[W.In].end(), [&](const Wait *Other) {
    return Other->At != W.At && Other->E.Wait->Length == WaitLength::Unbounded && !Other->Nonblocking &&
           std::binary_search(Loop.begin(), Loop.end(), Other->Block);
  });
}

/// The data that was read is tested or kept: it says more than that something arrived.
bool WaitLoops::goesByWhatCame(const Wait &W, const LoopBlocks &Loop) const {
  const Function &F = U.Functions[W.In];
  for (Place Into : W.At->site().Args) {
    Into.AddressOf = false;
    if (Into.isNone() || W.E.Subject.startsWith(Into) || (Into.Path.empty() && Into.sameRoot(W.E.Subject)))
      continue;
    if (Into.Root != Place::RootKind::Local) {
      if (W.isOwn())
        return true;
      continue;
    }
    auto IsIt = [&](const Place &P) { return P.sameRoot(Into); };
    for (BlockId B : Loop) {
      for (const Edge &E : F.Blocks[B].Successors)
        if (E.When && IsIt(E.When->Subject))
          return true;
      for (const Event &E : F.Blocks[B].Events) {
        bool Hands = E.kind() == EventKind::Call && &E != W.At &&
                     std::any_of(E.site().Args.begin(), E.site().Args.end(), IsIt);
        if (Hands || (E.kind() == EventKind::Assign && IsIt(E.other())))
          return true;
      }
    }
  }
  return false;
}

void WaitLoops::wait(const Wait &W, const SharedKey &On) {
  if (!On || W.E.Wait->Length == WaitLength::Bounded || W.E.Wait->EndsItself)
    return;
  if (givesBack(W, On))
    return;
  WaitLoop R;
  R.In = W.In;
  R.Wait = W.At;
  R.At = {W.Block, W.Index};
  R.On = On;
  if (W.E.Wait->Length == WaitLength::Open)
    R.Sure = Certainty::Unknown;
  // It waits until the value itself changes.
  if (const Object *O = objectOf(On, U); O && O->isFlagLike() && O->IsAtomic) {
    R.Tests[On].What = W.E.Subject;
    All.push_back(R);
    return;
  }
  for (size_t I = 0; I < W.Loops.size() && I < MaxLoops; ++I) {
    const LoopBlocks &Loop = *W.Loops[I];
    WaitTests Tests = testsOf(W.In, W.Loops[I]);
    Tests.erase(On);
    WaitLength Beside = limitBeside(W, Loop);
    if (Beside == WaitLength::Bounded || goesByWhatCame(W, Loop))
      return;
    if (Beside == WaitLength::Open)
      R.Sure = Certainty::Unknown;
    if (Tests.empty() || (W.Nonblocking && !waitsForAnything(W, Loop)))
      continue;
    R.Blocks = Loop;
    R.Tests = std::move(Tests);
    All.push_back(R);
  }
}

/// A signal sent to a thread ends any wait of that thread.
void WaitLoops::thread(const ThreadStart &T) {
  Place Started = T.At->site().Args.empty() ? Place() : T.At->site().Args.front();
  Started.AddressOf = false;
  SharedKey Key = sharedKey(Started);
  if (!Key)
    return;
  std::vector<bool> Here = Calls.reachedFrom(T.Body);
  for (const Wait &W : Waits)
    if (Here[W.In] && W.E.Wait->Signal != OnSignal::Ignores)
      wait(W, Key);
}

/// A function that is called when the descriptor or event passed with it is ready.
void WaitLoops::callbacks(FunctionId In, const Event &E) {
  if (E.kind() != EventKind::Call || U.Functions[In].System)
    return;
  if (U.Callees[E.site().Callee].Standard || !isOpen(U, E.site().Callee))
    return;
  for (auto &[Argument, Id] : E.site().FunctionArgs) {
    FunctionId Body = bodyOf(U, Id, Runs::Perhaps);
    if (Body == NoId)
      continue;
    for (Place P : E.site().Args) {
      P.AddressOf = false;
      WaitLoop R;
      R.In = Body;
      R.Wait = &E;
      R.On = sharedKey(P);
      R.IsCallback = true;
      if (!R.On)
        continue;
      R.Blocks = allBlocks(U.Functions[Body]);
      addTests(U, U.Functions[Body], R.Blocks, /*IsPredicate=*/false, R.Tests);
      R.Tests.erase(R.On);
      if (!R.Tests.empty())
        All.push_back(std::move(R));
    }
  }
}

//===----------------------------------------------------------------------===//
// News
//===----------------------------------------------------------------------===//

namespace {

/// The values that \p B and its callees store to \p Flag.
void collectStored(const Unit &U, const Block &B, const SharedKey &Flag, unsigned Depth,
                   Visited<FunctionId> &Seen, std::vector<std::optional<int64_t>> &Into) {
  for (const Event &E : B.Events) {
    if (E.kind() == EventKind::Assign && sharedKey(E.subject()) == Flag)
      Into.push_back(E.constant());
    FunctionId Body = calledBy(U, E, Runs::Perhaps);
    if (Body != NoId && Depth && Seen.isNew(Body, Depth))
      for (const Block &Inside : U.Functions[Body].Blocks)
        collectStored(U, Inside, Flag, Depth - 1, Seen, Into);
  }
}

} // namespace

/// It stores another value after it has seen this one.
bool WaitLoops::clears(const WaitLoop &R, const SharedKey &Flag, int64_t Stored) const {
  auto [It, New] = StoredIn.try_emplace({static_cast<size_t>(&R - All.data()), Flag});
  std::vector<std::optional<int64_t>> &Values = It->second;
  if (New) {
    Visited<FunctionId> Seen;
    for (BlockId B : R.Blocks)
      collectStored(U, U.Functions[R.In].Blocks[B], Flag, MaxDepth, Seen, Values);
  }
  return !Values.empty() && std::all_of(Values.begin(), Values.end(),
                                        [&](const std::optional<int64_t> &V) { return V && *V != Stored; });
}

bool WaitLoops::isNews(const WaitLoop &R, const SharedKey &Flag, const Event &Store) const {
  auto T = R.Tests.find(Flag);
  if (T == R.Tests.end())
    return false;
  if (R.Condition)
    return !T->second.Ends.empty() && !keepsWaiting(T->second, Store);
  if (Flag == R.On)
    return true;
  if (!Store.constant())
    return false;
  // A called function does not end by itself: it sees a flag where it clears it.
  bool Ends = !R.IsCallback && std::any_of(T->second.Ends.begin(), T->second.Ends.end(),
                                           [&](const Predicate &P) { return holds(P, *Store.constant()); });
  return Ends || clears(R, Flag, *Store.constant());
}

} // namespace asyncsafe
