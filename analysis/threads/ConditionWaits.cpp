//===- ConditionWaits.cpp - Waits that release a lock ---------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/threads/ConditionWaits.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/Loops.h"

#include <algorithm>
#include <numeric>

namespace asyncsafe {

namespace {

/// Nesting of accessors that is followed.
constexpr unsigned MaxDepth = 3;

/// The known body that \p E runs before it returns.
FunctionId predicateOf(const Event &E, const Unit &U) {
  for (auto &[Argument, Id] : E.site().FunctionArgs)
    if (FunctionId Body = bodyOf(U, Id, Runs::Perhaps); Body != NoId)
      return Body;
  return NoId;
}

bool mayNameLock(const Event &E, const SharedSet &Locks) {
  auto Names = [&](const Place &P) { return !P.isNone() && Locks.count(sharedKey(P)); };
  for (const Place &A : E.site().Args)
    if (Names(A) || A.Root == Place::RootKind::Local || A.Root == Place::RootKind::Param)
      return true;
  return false;
}

/// The result of a predicate in block \p B, if it is a constant.
std::optional<bool> answerIn(const Block &B) {
  for (const Event &E : B.Events) {
    if (E.kind() == EventKind::Return && E.constant())
      return *E.constant() != 0;
    if (E.kind() == EventKind::Assign && E.subject().Root == Place::RootKind::Temporary)
      return E.constant() ? std::optional<bool>(*E.constant() != 0) : std::nullopt;
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

/// Variables of a function that are assigned once, from a shared object (`bool quit = stop.load(); if
/// (quit) …`).
class Copies {
public:
  /// \p In: the blocks that contain the assignments.
  Copies(const Function &F, const std::vector<BlockId> &In) {
    for (BlockId B : In)
      for (const Event &E : F.Blocks[B].Events)
        if (isVariable(E.subject()) && E.kind() == EventKind::Assign &&
            sharedKey(E.other()).K == SharedKey::Kind::Object)
          Sources.emplace(E.subject().Index, &E);
    if (Sources.empty())
      return;
    forEachEvent(F, [&](Position, const Event &E) {
      if (E.kind() == EventKind::Assign && isVariable(E.subject()))
        drop(E.subject(), &E);
      for (const Place &P : E.site().Args)
        if (P.AddressOf || E.kind() == EventKind::Call) // it may be passed by reference
          drop(P, nullptr);
    });
  }

  Place source(const Place &P) const {
    auto It = isVariable(P) ? Sources.find(P.Index) : Sources.end();
    return It == Sources.end() ? P : It->second->other();
  }

private:
  static bool isVariable(const Place &P) { return P.Root == Place::RootKind::Local && P.Path.empty(); }

  /// \p P is changed, or may be, by an event other than \p Same.
  void drop(const Place &P, const Event *Same) {
    if (P.Root != Place::RootKind::Local)
      return;
    if (auto It = Sources.find(P.Index); It != Sources.end() && It->second != Same)
      Sources.erase(It);
  }

  std::map<uint32_t, const Event *> Sources;
};

/// For each callee, how deep it has been searched: another search of the same depth finds nothing new.
using CalleesSeen = std::map<FunctionId, unsigned>;

/// Calls of known functions, by their results.
using CallsByResult = std::map<unsigned, const Event *>;

CallsByResult callsIn(const Unit &U, const Function &F, const std::vector<BlockId> &Of) {
  CallsByResult Calls;
  for (BlockId B : Of)
    for (const Event &E : F.Blocks[B].Events)
      if (E.site().Result.Root == Place::RootKind::Temporary && calledBy(U, E, Runs::Perhaps) != NoId)
        Calls.emplace(E.site().Result.Index, &E);
  return Calls;
}

/// The only object among the results of a function that are not constants.
Place onlyAnswer(const Function &F) {
  Place Found;
  bool Other = false;
  forEachEvent(F, [&](Position, const Event &E) {
    if (E.kind() != EventKind::Return || E.constant())
      return;
    bool IsObject = sharedKey(E.subject()).K == SharedKey::Kind::Object;
    Other |= !IsObject || (!Found.isNone() && Found.Object != E.subject().Object);
    Found = E.subject();
  });
  return Other ? Place() : Found;
}

/// The object that a function's result stands for (`while (!stopping())`, `while (queue.pop(item))`); \p
/// Known keeps earlier answers, by function.
Place answerOf(const Unit &U, const CallsByResult &Calls, const Place &Result,
               std::map<FunctionId, Place> &Known) {
  auto Call = Result.Root == Place::RootKind::Temporary && Result.Path.empty() ? Calls.find(Result.Index)
                                                                               : Calls.end();
  if (Call == Calls.end())
    return Result;
  FunctionId Body = calledBy(U, *Call->second, Runs::Perhaps);
  auto [It, New] = Known.try_emplace(Body);
  if (New)
    It->second = onlyAnswer(U.Functions[Body]);
  return It->second.isNone() ? Result : It->second;
}

bool contains(const std::vector<BlockId> &Loop, BlockId B) {
  return std::find(Loop.begin(), Loop.end(), B) != Loop.end();
}

/// The test may leave the loop together with another one (`if (stop && queue.empty()) return`).
bool mayLeave(const Function &F, const std::vector<BlockId> &Loop, BlockId To) {
  const Block &Next = F.Blocks[To];
  bool OnlyTests = std::all_of(Next.Events.begin(), Next.Events.end(), [](const Event &E) {
    return E.kind() == EventKind::Read || E.kind() == EventKind::Call;
  });
  return OnlyTests && Next.Successors.size() > 1 &&
         std::any_of(Next.Successors.begin(), Next.Successors.end(),
                     [&](const Edge &E) { return !contains(Loop, E.To); });
}

} // namespace

bool keepsWaiting(const WaitTest &Test, const Event &Store) {
  return Store.constant() && !Test.Ends.empty() &&
         std::none_of(Test.Ends.begin(), Test.Ends.end(),
                      [&](const Predicate &P) { return holds(P, *Store.constant()); });
}

static void addTests(const Unit &U, const Function &F, const std::vector<BlockId> &Blocks, bool IsPredicate,
                     WaitTests &Into, unsigned Depth, CalleesSeen &Seen) {
  std::vector<BlockId> Everything;
  if (Blocks.empty()) {
    Everything.resize(F.Blocks.size());
    std::iota(Everything.begin(), Everything.end(), 0);
  }
  const std::vector<BlockId> &Of = Blocks.empty() ? Everything : Blocks;
  CallsByResult Calls = callsIn(U, F, Of);
  std::map<FunctionId, Place> Answers;
  SharedSet Decides; // alone
  std::vector<Condition> Contributes;
  const Copies Copied(F, Of);
  for (BlockId B : Of) {
    for (const Event &E : F.Blocks[B].Events) {
      if (E.kind() == EventKind::Read)
        note(Into, E.subject(), &E, std::nullopt);
      else if (IsPredicate && E.kind() == EventKind::Return)
        note(Into, E.subject(), &E, Predicate{Predicate::Op::NE, 0});
      else if (FunctionId Body = calledBy(U, E, Runs::Perhaps); Body != NoId && Depth < MaxDepth) {
        auto [It, New] = Seen.try_emplace(Body, Depth);
        if (New || Depth < It->second) {
          It->second = Depth;
          addTests(U, U.Functions[Body], {}, /*IsPredicate=*/false, Into, Depth + 1, Seen);
        }
      }
    }
    for (const Edge &E : F.Blocks[B].Successors) {
      if (!E.When)
        continue;
      bool Ends = IsPredicate ? answerIn(F.Blocks[E.To]).value_or(false) : !contains(Of, E.To);
      Place What = answerOf(U, Calls, Copied.source(E.When->Subject), Answers);
      note(Into, What, nullptr, Ends && !Depth ? std::optional<Predicate>(E.When->Test) : std::nullopt);
      if (Ends)
        Decides.insert(sharedKey(What));
      else if (!IsPredicate && !Depth && mayLeave(F, Of, E.To))
        Contributes.push_back({What, E.When->Test});
    }
  }
  // `while (!stop && queue.empty())` continues to the second test because of that test, not because of
  // `stop`.
  for (const Condition &C : Contributes)
    if (!Decides.count(sharedKey(C.Subject)))
      note(Into, C.Subject, nullptr, C.Test);
}

void addTests(const Unit &U, const Function &F, const std::vector<BlockId> &Blocks, bool IsPredicate,
              WaitTests &Into) {
  CalleesSeen Seen;
  addTests(U, F, Blocks, IsPredicate, Into, 0, Seen);
}

namespace {

/// The tests of the loop around a wait that run with its lock held.
void addLoopTests(const Unit &U, const Function &F, const LockSets &Held, ConditionWait &W) {
  if (!W.Loop)
    return;
  std::vector<BlockId> Under;
  for (BlockId B : *W.Loop) {
    unsigned Last = static_cast<unsigned>(F.Blocks[B].Events.size());
    const LockSets::AtEvent *At = Last ? Held.at(B, Last - 1) : nullptr;
    bool Holds = !At || std::any_of(W.Locks.begin(), W.Locks.end(), [&](const auto &Lock) {
      return At->Held.count(Lock.first) || At->Taken.count(Lock.first);
    });
    if (Holds)
      Under.push_back(B);
  }
  WaitTests All;
  addTests(U, F, *W.Loop, /*IsPredicate=*/false, All);
  WaitTests Locked;
  addTests(U, F, Under, /*IsPredicate=*/false, Locked);
  for (auto &[Key, Test] : All)
    if (Locked.count(Key))
      W.Tests.emplace(Key, Test);
}

class Finder {
public:
  Finder(const Unit &U, const SharedSet &Locks, LockCache &Held) : U(U), Locks(Locks), Held(Held) {}

  void wait(const Wait &W) {
    // Signals do not end a wait on a condition variable (POSIX.1-2024 XSH pthread_cond_clockwait()), and it
    // has no end of its own, as a thread has.
    const WaitTerms &Waits = *W.Blocking->effect().Wait;
    if (Waits.Signal != OnSignal::Ignores || Waits.EndsItself)
      return;
    const LockSets *Held = nullptr;
    ConditionWait C;
    C.In = W.In;
    C.Block = W.Block;
    if (!W.Loops.empty())
      C.Loop = W.Loops.front();
    C.At = W.At;
    C.Length = W.E.Wait->Length;
    C.Name = W.E.Subject;
    const Place &This = W.At->site().This;
    // A method that waits for a field of its object is called on that object.
    if (!W.isOwn() && sharedKey(This) && C.Name.startsWith(This))
      C.Name = This;
    C.Condition = sharedKey(C.Name);
    // A callee that takes the lock itself waits for its own ends: its callers do not know of them.
    if (!C.Condition || !mayGiveUpLock(W) || !(Held = locks(W.In)) || (!W.isOwn() && !takesNothing(W)))
      return;
    for (const Place &A : W.At->site().Args)
      for (auto &[Key, Name] : Held->lockOf(A))
        if (Locks.count(Key) && Key != C.Condition)
          C.Locks.emplace(Key, Name);
    if (C.Locks.empty() && !W.isOwn() && isPassedOn(W))
      C.Locks = onlyLockAt(*Held, W);
    if (C.Locks.empty())
      return;
    C.Predicate = W.isOwn() ? predicateOf(*W.At, U) : NoId;
    if (C.Predicate != NoId)
      addTests(U, U.Functions[C.Predicate], {}, /*IsPredicate=*/true, C.Tests);
    else if (W.At->site().FunctionArgs.empty())
      addLoopTests(U, U.Functions[W.In], *Held, C);
    Out.push_back(std::move(C));
  }

  std::vector<ConditionWait> Out;

private:
  bool mayGiveUpLock(const Wait &W) const {
    return mayNameLock(*W.At, Locks) || (!W.isOwn() && mayNameLock(*W.Blocking, Locks));
  }

  /// Null: unknown.
  const LockSets *locks(FunctionId F) {
    const LockSets &Known = Held.of(F);
    return Known.complete() ? &Known : nullptr;
  }

  /// The blocking call releases a lock; unlike a semaphore, the lock is not what it waits for.
  bool isPassedOn(const Wait &W) {
    SharedKey WaitsFor = sharedKey(W.Blocking->effect().Subject);
    return std::any_of(W.Blocking->site().Args.begin(), W.Blocking->site().Args.end(), [&](const Place &A) {
      SharedKey Key = sharedKey(A);
      return Key && Key != WaitsFor && Locks.count(Key);
    });
  }

  bool takesNothing(const Wait &W) {
    const LockSets *There = locks(W.BlocksIn);
    return There && There->takesNothing();
  }

  static LockNames onlyLockAt(const LockSets &Held, const Wait &W) {
    const LockSets::AtEvent *At = Held.at(W.Block, W.Index);
    return At && !At->HoldsNameless && At->Held.size() == 1 ? At->Held : LockNames();
  }

  const Unit &U;
  const SharedSet &Locks;
  LockCache &Held;
};

} // namespace

std::vector<ConditionWait> conditionWaits(const Unit &U, const std::vector<Wait> &All, const SharedSet &Locks,
                                          LockCache &Held) {
  Finder F(U, Locks, Held);
  if (!Locks.empty())
    for (const Wait &W : All)
      F.wait(W);
  return std::move(F.Out);
}

} // namespace asyncsafe
