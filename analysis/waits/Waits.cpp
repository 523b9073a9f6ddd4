//===- Waits.cpp - Where functions wait -----------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/waits/Waits.h"

#include "analysis/engine/FixedPoint.h"
#include "analysis/engine/Loops.h"
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

bool isWait(const Event &E) { return E.is(EffectKind::Block) && E.site().Callee != NoId; }

class WaitFinder {
public:
  WaitFinder(const Callees &Calls, WaitFollower &Paths)
      : U(Calls.unit()), Calls(Calls), Paths(Paths), Descriptors(Calls), Slow(U), Ready(U),
        OnThread(Calls.onThreads()), Own(U.Functions.size()),
        Seen(Calls, {}, [this](FunctionId F) { return U.Functions[F].System ? ForCallers() : function(F); }) {
  }

  std::vector<Wait> run() {
    Seen.solveAll();
    std::vector<Wait> Out;
    for (FunctionId F : Calls.inOrder())
      std::move(Own[F].begin(), Own[F].end(), std::back_inserter(Out));
    return Out;
  }

private:
  /// What a call of a function waits for.
  struct ForCallers {
    std::vector<Wait> Waits;
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
    const Function &Fn = U.Functions[F];
    std::vector<Wait> &Out = Own[F];
    Out.clear();
    for (BlockId B = 0; B < Fn.Blocks.size(); ++B)
      for (unsigned I = 0; I < Fn.Blocks[B].Events.size(); ++I)
        event(F, B, I, Fn.Blocks[B].Events[I]);
    if (!Out.empty())
      findLoops(Fn, Out);
    for (Wait &W : Out) {
      W.OnThread = OnThread[F];
      // Whether a descriptor blocks makes no difference to who asks for what is ready.
      W.Nonblocking |= !tellsWhatIsReady(*W.Blocking) && Descriptors.isNonblocking(F, W.E.Subject);
      if (W.E.Subject.Root != Place::RootKind::Param)
        learnWhetherSlow(W);
    }
    ForCallers Told = summarise(F);
    // Some caller passes such a descriptor; each one is asked for its own.
    for (Wait &W : Out)
      learnWhetherSlow(W);
    return Told;
  }

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
    if (!Calls.components()[Calls.components().of(F)].Recursive)
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
  static bool before(const Wait &A, const Wait &B) {
    auto Rank = [](const Wait &W) {
      return std::make_tuple(W.E.Wait->Length, -W.E.Wait->Limit.value_or(0), -static_cast<int>(W.E.Sure),
                             W.Block, W.Index);
    };
    return Rank(A) < Rank(B);
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
    if (After.Complete && After.Agains.empty() && Same && Leaves.Value && !mayAnswer(Inside, *Leaves.Value))
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
  std::vector<std::vector<Wait>> Own; ///< by function
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
