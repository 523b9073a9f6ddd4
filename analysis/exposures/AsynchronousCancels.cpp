//===- AsynchronousCancels.cpp - Operations cancelled halfway -------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/AsynchronousCancels.h"

#include "analysis/engine/FixedPoint.h"
#include "analysis/engine/FunctionValues.h"
#include "analysis/steps/FeasiblePaths.h"

#include <algorithm>
#include <map>

namespace asyncsafe {

namespace {

using Kind = CancelledAnywhere::Kind;

/// An operation that a cancellation can leave halfway, as seen from one function.
struct Halfway {
  Kind K = Kind::Unsafe;
  Certainty Sure = Certainty::Definite;
  std::vector<std::pair<FunctionId, const Event *>> Way; ///< from the function down to it
  CalleeId Callee = NoId;
  ResourceKind Resource = ResourceKind::Handle;

  const Event &at() const { return *Way.front().second; }
  bool operator==(const Halfway &O) const { return K == O.K && Sure == O.Sure && Way == O.Way; }
  /// Tells more: it is more certain, less deep in the calls, or earlier.
  bool isBetter(const Halfway &Than) const {
    return std::make_tuple(-int(Sure), Way.size(), at().Expr.Begin, at().Expr.End) <
           std::make_tuple(-int(Than.Sure), Than.Way.size(), Than.at().Expr.Begin, Than.at().Expr.End);
  }
};

/// The summary of a function: how it changes its callers' state.
struct Summary {
  bool Begins = false;         ///< after it, a cancellation can strike anywhere
  bool Ends = false;           ///< … a cancellation no longer strikes anywhere
  std::optional<Halfway> Does; ///< if a cancellation can strike anywhere when it is called
  bool operator==(const Summary &O) const { return Begins == O.Begins && Ends == O.Ends && Does == O.Does; }
  bool operator!=(const Summary &O) const { return !(*this == O); }
};

/// Whether, on one path, a cancellation can strike at any instruction.
struct Reach {
  bool Anywhere = false;
  bool Disabled = false;
  const Event *Begin = nullptr; ///< null: since the function was called
  bool operator==(const Reach &O) const {
    return Anywhere == O.Anywhere && Disabled == O.Disabled && Begin == O.Begin;
  }
};

class Finder {
public:
  Finder(const Callees &Calls, const Roles &Who, CalleeOracle &Oracle)
      : Calls(Calls), U(Calls.unit()), Who(Who), Oracle(Oracle), Changes(changing()),
        Summaries(Calls, Summary(), [this](FunctionId F) { return summaryOf(F); }) {
    for (const Function &F : U.Functions)
      forEachEvent(F, [&](Position, const Event &E) {
        if (E.is(EffectKind::CancelThread) || changesReach(E))
          OfCancellation.insert(E.site().Callee);
      });
  }

  std::vector<CancelledAnywhere> run() {
    std::vector<CancelledAnywhere> Out;
    for (FunctionId F = 0; F < U.Functions.size(); ++F) {
      // In a whole program it is known which functions no cancellation reaches.
      if (!Changes[F] || U.Functions[F].System || (isWholeProgram(U) && !Who.canBeCancelled(F)))
        continue;
      std::map<const Event *, std::vector<Halfway>> Found; // by where it begins
      follow(F, Reach(), [&](const Reach &Now, Halfway H) {
        if (Now.Begin)
          Found[Now.Begin].push_back(std::move(H));
      });
      for (auto &[Begin, All] : Found)
        Out.push_back(report(F, *Begin, All));
    }
    dropRepeated(Out);
    std::sort(Out.begin(), Out.end(), [](const CancelledAnywhere &A, const CancelledAnywhere &B) {
      return isEarlier(A.Point.At->Expr, B.Point.At->Expr);
    });
    return Out;
  }

  std::vector<FunctionId> TooLarge;

private:
  static bool changesReach(const Event &E) {
    return E.is(EffectKind::CancelAnywhere) || E.is(EffectKind::CancelAtPoints);
  }

  /// By function: it, or a callee, changes where cancellations strike.
  std::vector<bool> changing() const {
    std::vector<bool> Out(U.Functions.size());
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      Out[F] = hasEvent(U.Functions[F], [&](const Event &E) { return changesReach(E); });
    Calls.spreadUp(Out);
    return Out;
  }

  Summary summaryOf(FunctionId F) {
    Summary Out;
    Reach Before;
    Before.Anywhere = true;
    auto Better = [&](const Reach &Now, Halfway H) {
      if (!Now.Begin && (!Out.Does || H.isBetter(*Out.Does)))
        Out.Does = std::move(H);
    };
    std::vector<Reach> Inside = follow(F, Before, Better);
    auto StrikesAnywhere = [](const Reach &R) { return R.Anywhere; };
    if (Changes[F]) {
      Out.Ends = std::none_of(Inside.begin(), Inside.end(), StrikesAnywhere);
      std::vector<Reach> Outside = follow(F, Reach(), [](const Reach &, const Halfway &) {});
      Out.Begins =
          !Outside.empty() && std::all_of(Outside.begin(), Outside.end(), StrikesAnywhere) && !Out.Ends;
    }
    return Out;
  }

  /// Calls \p V(reach, halfway) for each operation that a cancellation at any instruction can leave
  /// halfway. Returns the states in which the function is left.
  template <class Visitor> std::vector<Reach> follow(FunctionId Id, Reach Start, Visitor V) {
    const Function &F = U.Functions[Id];
    Steps S = resolve(U, F, {}, Oracle);
    FeasiblePaths Paths(S);
    std::vector<std::vector<Reach>> Entered(F.Blocks.size());
    auto Enter = [&](BlockId B, const Reach &R) {
      if (std::find(Entered[B].begin(), Entered[B].end(), R) == Entered[B].end())
        Entered[B].push_back(R);
    };
    Enter(0, Start);
    bool Complete = Paths.follow(
        Start, [](BlockId, unsigned, const Step &, Reach &, auto &&) { return Visit::GoOn; },
        [&](BlockId From, const Edge &E, Reach &Now) {
          Now = pass(S, From, Now, [](const Event &, const Reach &) {});
          Enter(E.To, Now);
          return true;
        });
    if (!Complete) {
      TooLarge.push_back(Id);
      return {};
    }
    std::vector<Reach> Left;
    for (BlockId B = 0; B < F.Blocks.size(); ++B)
      for (const Reach &R : Entered[B]) {
        Reach After = pass(S, B, R, [&](const Event &E, const Reach &Now) {
          if (Now.Anywhere && !Now.Disabled)
            if (std::optional<Halfway> H = classify(S, Id, E))
              V(Now, std::move(*H));
        });
        if (F.Blocks[B].Successors.empty() && !S.Blocks[B].empty() && S.fallsThrough(B))
          Left.push_back(After);
      }
    return Left;
  }

  /// Computes \p Now after a block; calls \p V(event, reach before it).
  template <class AtEvent> Reach pass(const Steps &S, BlockId B, Reach Now, AtEvent V) {
    unsigned Next = 0;
    for (const Event &E : S.F->Blocks[B].Events) {
      V(E, Now);
      for (; Next < S.Blocks[B].size() && S.Blocks[B][Next].At == &E; ++Next)
        step(S.Blocks[B][Next], Now);
      if (E.is(EffectKind::CancelAnywhere) && E.effect().When.empty())
        begin(E, Now);
      else if (E.is(EffectKind::CancelAtPoints))
        Now.Anywhere = false;
      FunctionId Body = calledBy(U, E, Runs::Perhaps);
      if (Body == NoId || !Changes[Body])
        continue;
      if (Summaries(Body).Begins)
        begin(E, Now);
      else if (Summaries(Body).Ends)
        Now.Anywhere = false;
    }
    return Now;
  }

  static void begin(const Event &E, Reach &Now) {
    if (!Now.Anywhere)
      Now.Begin = &E;
    Now.Anywhere = true;
  }

  static void step(const Step &Each, Reach &Now) {
    if (Each.K != Step::Kind::Effect || Each.effect().Raises != Source::Cancel)
      return;
    if (Each.is(EffectKind::Mask))
      Now.Disabled = true;
    else if (Each.is(EffectKind::Unmask) || Each.is(EffectKind::RestoreMask))
      Now.Disabled = false;
  }

  std::optional<Halfway> classify(const Steps &S, FunctionId Id, const Event &E) {
    CalleeId Called = E.site().Callee;
    if (Called == NoId || U.Callees[Called].NoReturn || OfCancellation.count(Called) ||
        E.kind() == EventKind::Destroy)
      return std::nullopt;
    const Callee &C = U.Callees[Called];
    Halfway H;
    H.Way = {{Id, &E}};
    H.Callee = Called;
    if (FunctionId Body = calledBy(U, E, Runs::Perhaps); Body != NoId)
      return fromCallee(Id, E, Summaries(Body).Does);
    if (E.is(EffectKind::Acquire) || E.is(EffectKind::Release)) {
      H.Resource = E.effect().Resource;
      bool Memory = H.Resource == ResourceKind::Heap || H.Resource == ResourceKind::Array;
      H.K = Memory ? Kind::Allocates : E.is(EffectKind::Acquire) ? Kind::Acquires : Kind::Releases;
      return H;
    }
    if (C.Safety == SignalSafety::Unsafe)
      return H;
    if (C.Safety == SignalSafety::Safe || E.kind() == EventKind::Effect || C.NoThrow)
      return std::nullopt;
    if (C.Standard) {
      H.K = Kind::Allocates;
      H.Sure = Certainty::Likely;
      return hasObject(S, E) ? std::optional<Halfway>(H) : std::nullopt;
    }
    H.K = Kind::Unlisted;
    H.Sure = Certainty::Unknown;
    return H;
  }

  std::optional<Halfway> fromCallee(FunctionId Id, const Event &E, const std::optional<Halfway> &Inside) {
    if (!Inside)
      return std::nullopt;
    Halfway H = *Inside;
    constexpr size_t Deepest = 12; // deeper calls are not reported
    if (H.Way.size() == Deepest)
      return std::nullopt;
    H.Way.insert(H.Way.begin(), {Id, &E});
    return H;
  }

  /// It works on an object that owns something, or constructs one.
  static bool hasObject(const Steps &S, const Event &E) {
    if (!E.site().This.isNone())
      return true;
    return std::any_of(S.F->Scopes.begin(), S.F->Scopes.end(), [&](const UnwindScope &Scope) {
      return Scope.Kind == ScopeKind::Destroy && Scope.Action.subject() == E.site().Result;
    });
  }

  /// Drops what begins in a callee that itself goes on with an unsafe operation: that is reported in the
  /// callee.
  void dropRepeated(std::vector<CancelledAnywhere> &Found) const {
    std::vector<bool> Told(U.Functions.size());
    for (const CancelledAnywhere &X : Found)
      Told[X.In] = Told[X.In] || X.Point.Sure != Certainty::Unknown;
    auto IsRepeated = [&](const CancelledAnywhere &X) {
      FunctionId Body = calledBy(U, *X.Begin, Runs::Perhaps);
      return Body != NoId && Told[Body];
    };
    Found.erase(std::remove_if(Found.begin(), Found.end(), IsRepeated), Found.end());
  }

  CancelledAnywhere report(FunctionId F, const Event &Begin, const std::vector<Halfway> &All) const {
    const Halfway *Best = &All.front();
    std::set<const Event *> Places;
    for (const Halfway &H : All) {
      if (H.isBetter(*Best))
        Best = &H;
      if (H.Sure != Certainty::Unknown)
        Places.insert(&H.at());
    }
    CancelledAnywhere Out;
    Out.In = F;
    Out.Begin = &Begin;
    Out.K = Best->K;
    Out.Point = {&Best->at(), Source::Cancel, Best->Sure, {}};
    for (size_t I = 1; I < Best->Way.size(); ++I)
      Out.Point.Chain.push_back({U.Functions[Best->Way[I].first].Display, Best->Way[I].second->Expr});
    Out.Callee = Best->Callee;
    Out.Resource = Best->Resource;
    Out.Others = static_cast<unsigned>(Places.size() - Places.count(&Best->at()));
    return Out;
  }

  const Callees &Calls;
  const Unit &U;
  const Roles &Who;
  CalleeOracle &Oracle;
  const std::vector<bool> Changes;
  std::set<CalleeId> OfCancellation; ///< functions that cancel, or that set where a cancellation strikes, may
                                     ///< be left anywhere
  FixedPoint<Summary> Summaries;
};

} // namespace

std::vector<CancelledAnywhere> findCancelledAnywhere(const Callees &Calls, const Roles &Who,
                                                     CalleeOracle &Oracle,
                                                     std::vector<FunctionId> &TooLarge) {
  Finder All(Calls, Who, Oracle);
  std::vector<CancelledAnywhere> Out = All.run();
  TooLarge = std::move(All.TooLarge);
  return Out;
}

} // namespace asyncsafe
