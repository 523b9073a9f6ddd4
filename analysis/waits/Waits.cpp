//===- Waits.cpp - Which calls wait, in sight and through callees ---------===//

#include "analysis/waits/Waits.h"

#include "analysis/CallGraph.h"
#include "analysis/Flow.h"
#include "analysis/waits/AfterWait.h"
#include "analysis/waits/Limits.h"
#include "analysis/waits/Nonblocking.h"

#include <algorithm>
#include <tuple>

namespace asyncsafe {

namespace {

/// More waits than this of one callee say no more to its callers.
constexpr size_t MaxThrough = 3;
constexpr size_t MaxChain = 6;

bool isWait(const Event &E) {
  return E.kind() == EventKind::Effect && E.effect().Kind == EffectKind::Block && E.site().Callee != NoId;
}

class WaitFinder {
public:
  WaitFinder(const Unit &U, const CallSites &Calls, WaitFollower &Paths)
      : U(U), Paths(Paths), Descriptors(U), OnThread(Calls.onThreads()), Seen(U.Functions.size()) {}

  std::vector<Wait> run() {
    for (const Component &C : bottomUp(U))
      for (FunctionId F : C.Members)
        if (!U.Functions[F].System)
          function(F);
    return std::move(Out);
  }

private:
  void function(FunctionId F) {
    const Function &Fn = U.Functions[F];
    size_t First = Out.size();
    for (BlockId B = 0; B < Fn.Blocks.size(); ++B)
      for (unsigned I = 0; I < Fn.Blocks[B].Events.size(); ++I)
        event(F, B, I, Fn.Blocks[B].Events[I]);
    for (size_t I = First; I < Out.size(); ++I) {
      Out[I].InLoop = isInLoop(Fn, Out[I].Block);
      Out[I].OnThread = OnThread[F];
      Out[I].Nonblocking |= Descriptors.isNonblocking(F, Out[I].E.Subject);
    }
    summarise(F, First);
  }

  /// Depends on an argument that nobody here knows: as a row that answers would say it.
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
      W.E = E.effect();
      findLimit(W);
      W.Blocking = &E;
      W.BlocksIn = F;
      Out.push_back(std::move(W));
      return;
    }
    if (E.kind() != EventKind::Call)
      return;
    const Callee &C = U.Callees[E.site().Callee];
    if (C.Body == NoId || C.Virtual || C.Body == F)
      return;
    for (const Wait &Inside : Seen[C.Body]) {
      std::vector<Effect> Actual = instantiate({Inside.E}, E.site());
      if (Actual.empty() || !mayHappen(Actual.front()))
        continue;
      W.E = std::move(Actual.front());
      findLimit(W);
      W.Blocking = Inside.Blocking;
      W.BlocksIn = Inside.BlocksIn;
      W.TriesAgain = Inside.TriesAgain;
      W.Nonblocking = Inside.Nonblocking;
      Out.push_back(W);
    }
  }

  void findLimit(Wait &W) const {
    if (!W.E.Wait->Limit && W.E.Wait->Length == WaitLength::Bounded)
      if (std::optional<int64_t> Limit = constantLimit(U, U.Functions[W.In], W.E))
        W.E.Wait.edit().Limit = Limit;
  }

  //===--- What callers see -------------------------------------------------===//

  /// The longest and surest first.
  static bool before(const Wait &A, const Wait &B) {
    auto Rank = [](const Wait &W) {
      return std::make_tuple(W.E.Wait->Length, -W.E.Wait->Limit.value_or(0), -static_cast<int>(W.E.Sure),
                             W.Block, W.Index);
    };
    return Rank(A) < Rank(B);
  }

  void summarise(FunctionId F, size_t First) {
    std::vector<Wait> Mine(Out.begin() + First, Out.end());
    std::sort(Mine.begin(), Mine.end(), before);
    for (Wait &W : Mine) {
      bool Known = std::any_of(Seen[F].begin(), Seen[F].end(),
                               [&](const Wait &Old) { return Old.Blocking == W.Blocking; });
      if (Known || Seen[F].size() >= MaxThrough)
        continue;
      lift(W);
      Seen[F].push_back(std::move(W));
    }
  }

  /// Formal places stay; what a signal leaves of the wait depends on the way out.
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
    W.E.Success.reset();
    if (After.Exits.empty()) {
      // It dies, or it tries again: either way its callers do not see EINTR.
      W.TriesAgain |= Asked;
      W.E.Wait.edit().Signal = OnSignal::Ignores;
      return;
    }
    const AfterWait::Exit &Leaves = After.Exits.front();
    bool Same = std::all_of(After.Exits.begin(), After.Exits.end(), [&](const AfterWait::Exit &X) {
      return X.Value == Leaves.Value && X.KeepsErrno;
    });
    if (After.Complete && After.Agains.empty() && Same && Leaves.Value)
      W.E.Success = Predicate{Predicate::Op::NE, *Leaves.Value};
  }

  static bool isFormal(const Place &P) {
    return P.Root == Place::RootKind::Param || P.Root == Place::RootKind::This ||
           P.Root == Place::RootKind::Global;
  }

  const Unit &U;
  WaitFollower &Paths;
  NonblockingDescriptors Descriptors;
  std::vector<bool> OnThread;
  std::vector<std::vector<Wait>> Seen; ///< by function: what its callers wait for
  std::vector<Wait> Out;
};

} // namespace

std::vector<Wait> findWaits(const Unit &U, const CallSites &Calls, WaitFollower &Paths) {
  return WaitFinder(U, Calls, Paths).run();
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
