//===- Waits.cpp - Where functions wait -----------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/waits/Waits.h"

#include "analysis/engine/FixedPoint.h"
#include "analysis/engine/Loops.h"
#include "analysis/engine/Paths.h"
#include "analysis/waits/AfterWait.h"
#include "analysis/waits/Limits.h"
#include "analysis/waits/Nonblocking.h"
#include "analysis/waits/ReadyFirst.h"
#include "analysis/waits/SlowDescriptors.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <unordered_set>

namespace asyncsafe {

namespace {

/// A callee with more waits than this is described to its callers by some of them.
constexpr size_t MaxThrough = 3;
constexpr size_t MaxChain = 6;
/// Of the waits that a recursion leads to, one function remembers these.
constexpr size_t MaxRemembered = 16;

bool isWait(const Event &E) { return E.is(EffectKind::Block) && E.site().Callee != NoId; }

class WaitFinder {
public:
  WaitFinder(const Callees &Calls, WaitFollower &Paths)
      : U(Calls.unit()), Calls(Calls), Paths(Paths), Descriptors(Calls), Slow(U), Ready(U),
        OnThread(Calls.onThreads()), Own(U.Functions.size()), Sites(U.Functions.size()),
        Seen(Calls, {}, [this](FunctionId F) {
          if (U.Functions[F].System)
            return ForCallers();
          return isRecursive(F) ? recursive(F) : function(F);
        }) {}

  std::vector<Wait> run() {
    Seen.solveAll();
    for (FunctionId F = 0; F < Own.size(); ++F)
      if (isRecursive(F) && !U.Functions[F].System)
        finish(F);
    std::vector<Wait> Out;
    for (FunctionId F : Calls.inOrder())
      std::move(Own[F].begin(), Own[F].end(), std::back_inserter(Out));
    return Out;
  }

private:
  /// What a call of a function waits for.
  struct ForCallers {
    std::vector<Wait> Waits;
    /// Of a recursive function: what Waits is chosen from, in the order in which it was found.
    std::vector<Wait> Remembered;
    bool operator==(const ForCallers &O) const {
      return std::equal(
          Waits.begin(), Waits.end(), O.Waits.begin(), O.Waits.end(), [](const Wait &A, const Wait &B) {
            return A.Blocking == B.Blocking && A.TriesAgain == B.TriesAgain &&
                   A.E.Wait->Signal == B.E.Wait->Signal && A.E.Success == B.E.Success &&
                   A.E.Why->Chain.size() == B.E.Why->Chain.size() && A.E.Subject == B.E.Subject &&
                   A.E.Other == B.E.Other && A.E.Owner == B.E.Owner;
          });
    }
  };

  ForCallers function(FunctionId F) {
    collect(F);
    ForCallers Told = summarise(F);
    finish(F);
    return Told;
  }

  /// Each round adds to what the function remembers, or replaces a wait by one that ranks higher: so a
  /// recursion settles, and a chain of calls is one of the shortest. (If the waits were chosen anew in each
  /// round, the members would take turns in leaving out what comes back to them.)
  ForCallers recursive(FunctionId F) {
    collect(F);
    std::vector<Wait> Mine = std::move(Own[F]);
    Own[F].clear();
    std::sort(Mine.begin(), Mine.end(), before);
    ForCallers Out;
    Out.Remembered = Seen.solved(F).Remembered;
    std::vector<Wait> &Old = Out.Remembered;
    for (Wait &W : Mine) {
      auto Place =
          std::find_if(Old.begin(), Old.end(), [&](const Wait &Each) { return Each.Blocking == W.Blocking; });
      if (Place == Old.end() && Old.size() >= MaxRemembered)
        Place = std::max_element(Old.begin(), Old.end(), ranksHigher);
      if (Place != Old.end() && !ranksHigher(W, *Place))
        continue;
      lift(W);
      if (Place == Old.end())
        Old.push_back(std::move(W));
      else
        *Place = std::move(W);
    }
    Out.Waits = Old;
    std::sort(Out.Waits.begin(), Out.Waits.end(), before);
    if (Out.Waits.size() > MaxThrough)
      Out.Waits.resize(MaxThrough);
    return Out;
  }

  /// The waits of \p F, with what callers ask for.
  void collect(FunctionId F) {
    std::vector<Wait> &Out = Own[F];
    Out.clear();
    for (Position P : sitesOf(F))
      event(F, P.Block, P.Index, U.Functions[F].Blocks[P.Block].Events[P.Index]);
    for (Wait &W : Out) {
      W.OnThread = OnThread[F];
      // Whether a descriptor blocks makes no difference to who asks for what is ready.
      W.Nonblocking |= !tellsWhatIsReady(*W.Blocking) && Descriptors.isNonblocking(F, W.E.Subject);
      if (W.E.Subject.Root != Place::RootKind::Param)
        learnWhetherSlow(W);
    }
  }

  /// Adds what callers do not ask for.
  void finish(FunctionId F) {
    if (isRecursive(F))
      collect(F);
    std::vector<Wait> &Out = Own[F];
    if (!Out.empty())
      findLoops(U.Functions[F], Out);
    // Some caller passes such a descriptor; each one is asked for its own.
    for (Wait &W : Out)
      learnWhetherSlow(W);
  }

  /// The events that wait, or that a body answers. A recursion asks for them in each round.
  const std::vector<Position> &sitesOf(FunctionId F) {
    if (!isRecursive(F) || Sites[F].empty()) {
      Sites[F].clear();
      forEachEvent(U.Functions[F], [&](Position P, const Event &E) {
        if (isWait(E) || calledBy(U, E, Runs::Surely) != NoId)
          Sites[F].push_back(P);
      });
    }
    return Sites[F];
  }

  bool isRecursive(FunctionId F) const { return Calls.components()[Calls.components().of(F)].Recursive; }

  /// Reading and writing waits where the program has opened a socket, pipe or event, and does not first ask
  /// for what is ready.
  void learnWhetherSlow(Wait &W) {
    if (W.E.Sure == Certainty::Unknown && W.E.Wait->Signal == OnSignal::Restarts &&
        Slow.isSlow(W.In, W.E.Subject) && !Notices.count(W.Blocking) && !Ready.isReady(Calls, W))
      W.E.Sure = Certainty::Likely;
  }

  static void findLoops(const Function &F, std::vector<Wait> &Waits) {
    std::vector<bool> InLoop = inLoops(F);
    std::optional<LoopNest> Nest;
    for (Wait &W : Waits) {
      W.InLoop = InLoop[W.Block];
      if (!W.InLoop)
        continue;
      if (!Nest)
        Nest.emplace(F);
      W.Loops = Nest->around(W.Block);
    }
  }

  /// A recursive call waits for what the function itself waits for.
  bool comesFrom(FunctionId F, const Wait &W) const {
    if (!isRecursive(F))
      return false;
    const SourceRange &R = U.Functions[F].Range;
    auto IsInside = [&](const Effect::ChainLink &L) {
      return L.Function == U.Functions[F].Display && L.At.File == R.File && L.At.Begin >= R.Begin &&
             L.At.Begin < R.End;
    };
    return W.BlocksIn == F || std::any_of(W.E.Why->Chain.begin(), W.E.Why->Chain.end(), IsInside);
  }

  /// The condition on an unknown argument is resolved as for a call that a row answers.
  static bool mayHappen(const Effect &E) {
    return std::all_of(E.When.begin(), E.When.end(),
                       [](const Condition &C) { return holdsOfUnknown(C.Test); });
  }

  void event(FunctionId F, BlockId B, unsigned I, const Event &E) {
    Wait W;
    W.In = F;
    W.Block = B;
    W.Index = I;
    W.At = &E;
    if (isWait(E)) {
      if (!mayHappen(E.effect()))
        return;
      if (isNotice(U.Functions[F].Blocks[B], I))
        Notices.insert(&E);
      W.E = E.effect();
      findLimit(W);
      W.Blocking = &E;
      W.BlocksIn = F;
      Own[F].push_back(std::move(W));
      return;
    }
    FunctionId Body = calledBy(U, E, Runs::Surely);
    if (Body == NoId)
      return;
    for (const Wait &Inside : Seen.solved(Body).Waits) {
      if (comesFrom(F, Inside))
        continue;
      std::vector<Effect> Actual = instantiate({Inside.E}, E.site());
      if (Actual.empty() || !mayHappen(Actual.front()))
        continue;
      W.E = std::move(Actual.front());
      findLimit(W);
      W.Blocking = Inside.Blocking;
      W.BlocksIn = Inside.BlocksIn;
      W.TriesAgain = Inside.TriesAgain;
      W.Nonblocking = Inside.Nonblocking;
      Own[F].push_back(W);
    }
  }

  /// It sends no more than a number, which is there to wake who reads it: a pipe or socket has room for
  /// thousands.
  static bool isNotice(const Block &B, unsigned I) {
    constexpr int64_t MaxBytes = 8; // of an eventfd's count
    const Event &E = B.Events[I];
    const auto &Sizes = E.site().Constants;
    if (Sizes.size() < 3 || !Sizes[2] || *Sizes[2] > MaxBytes)
      return false;
    while (++I < B.Events.size() && B.Events[I].Expr == E.Expr) // the effects of one call follow each other
      if (B.Events[I].is(EffectKind::Wake))
        return true;
    return false;
  }

  void findLimit(Wait &W) const {
    if (!W.E.Wait->Limit && W.E.Wait->Length == WaitLength::Bounded)
      if (std::optional<int64_t> Limit = constantLimit(U, U.Functions[W.In], W.E))
        W.E.Wait.edit().Limit = Limit;
  }

  //===--- What callers see -------------------------------------------------===//

  /// The longest and most certain first.
  static auto rank(const Wait &W) {
    return std::make_tuple(W.E.Wait->Length, -W.E.Wait->Limit.value_or(0), -static_cast<int>(W.E.Sure));
  }
  static bool ranksHigher(const Wait &A, const Wait &B) { return rank(A) < rank(B); }
  static bool before(const Wait &A, const Wait &B) {
    auto At = [](const Wait &W) { return std::make_pair(W.Block, W.Index); };
    return std::make_pair(rank(A), At(A)) < std::make_pair(rank(B), At(B));
  }

  ForCallers summarise(FunctionId F) {
    std::vector<Wait> Mine = Own[F];
    std::sort(Mine.begin(), Mine.end(), before);
    ForCallers Out;
    for (Wait &W : Mine) {
      bool Known = std::any_of(Out.Waits.begin(), Out.Waits.end(),
                               [&](const Wait &Old) { return Old.Blocking == W.Blocking; });
      if (Known || Out.Waits.size() >= MaxThrough)
        continue;
      lift(W);
      Out.Waits.push_back(std::move(W));
    }
    return Out;
  }

  /// Keeps formal places; the effect of a signal on the wait depends on how the function is left.
  void lift(Wait &W) {
    for (Place *P : {&W.E.Subject, &W.E.Owner, &W.E.Other})
      if (!isFormal(*P))
        *P = Place();
    if (W.E.Wait->Limit)
      W.E.Other = Place(); // the callers cannot change it
    std::vector<ChainLink> &Chain = W.E.Why.edit().Chain;
    Chain.insert(Chain.begin(), {U.Functions[W.In].Display, W.At->Expr});
    if (Chain.size() > MaxChain)
      Chain.erase(Chain.end() - 2);
    if (W.E.Wait->Signal == OnSignal::Ignores)
      return;
    AfterWait After = Paths.follow(W, Outcome::Eintr);
    bool Asked = !After.Agains.empty() && std::all_of(After.Agains.begin(), After.Agains.end(),
                                                      [](const Again &A) { return A.ForEintr; });
    const Wait Inside = W;
    W.E.Success.reset();
    if (After.Exits.empty()) {
      // The callee ends the program or retries: its callers do not see EINTR.
      W.TriesAgain |= Asked;
      W.E.Wait.edit().Signal = OnSignal::Ignores;
      return;
    }
    const AfterWait::Exit &Leaves = After.Exits.front();
    bool Same = std::all_of(After.Exits.begin(), After.Exits.end(), [&](const AfterWait::Exit &X) {
      return X.Value == Leaves.Value && X.KeepsErrno;
    });
    // A callee whose result does not tell the failure does not tell it to callers further up either.
    bool Tells = Inside.isOwn() || Inside.E.Success;
    if (Tells && After.Complete && After.Agains.empty() && Same && Leaves.Value &&
        !mayAnswer(Inside, *Leaves.Value))
      W.E.Success = Predicate{Predicate::Op::NE, *Leaves.Value};
  }

  /// A function with the same result after a successful wait tells its callers nothing about the wait. One
  /// that has other results as well may have failed elsewhere then, if the result is negative.
  bool mayAnswer(const Wait &Inside, int64_t Value) {
    AfterWait Success = Paths.follow(Inside, Outcome::Succeeded);
    auto Is = [&](const AfterWait::Exit &X) { return X.Value == Value; };
    bool Some = std::any_of(Success.Exits.begin(), Success.Exits.end(), Is);
    bool All = std::all_of(Success.Exits.begin(), Success.Exits.end(), Is);
    return Value < 0 ? Some && All : Some;
  }

  static bool isFormal(const Place &P) {
    return P.Root == Place::RootKind::Param || P.Root == Place::RootKind::This ||
           P.Root == Place::RootKind::Global;
  }

  const Unit &U;
  const Callees &Calls;
  WaitFollower &Paths;
  NonblockingDescriptors Descriptors;
  SlowDescriptors Slow;
  ReadyFirst Ready;
  std::unordered_set<const Event *> Notices; ///< blocking calls
  std::vector<bool> OnThread;
  std::vector<std::vector<Wait>> Own;       ///< by function
  std::vector<std::vector<Position>> Sites; ///< … that is recursive
  FixedPoint<ForCallers> Seen;
};

} // namespace

std::vector<Wait> findWaits(const Callees &Calls, WaitFollower &Paths) {
  return WaitFinder(Calls, Paths).run();
}

bool waits(const Unit &U) {
  for (const Function &F : U.Functions)
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (!F.System && isWait(E))
          return true;
  return false;
}

int64_t failureValue(const Effect &E) {
  if (!E.Success)
    return -1;
  if (E.Success->O == Predicate::Op::NE)
    return E.Success->Constant;
  return -1;
}

std::string nameOf(const Unit &U, const Event &Call) {
  return Call.site().Callee == NoId ? *Call.Spelling : U.Callees[Call.site().Callee].Display;
}

} // namespace asyncsafe
