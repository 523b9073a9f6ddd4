//===- HeldSummary.cpp - What a function acquires and releases for callers ===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/Budgets.h"
#include "analysis/exposures/Explore.h"
#include "analysis/exposures/HeldFlow.h"
#include "analysis/exposures/SummaryParts.h"

#include <algorithm>
#include <map>
#include <set>

namespace asyncsafe {

namespace {

class HoldSummariser {
public:
  HoldSummariser(Steps &S, const HeldPass &Pass, unsigned Budget, std::vector<Effect> &Out)
      : S(S), Pass(Pass), Budget(Budget), Out(Out) {}

  /// False if that exceeds the budget.
  bool run() {
    HeldFlow Flow(Pass, size_t(Budget) * Budgets::VisitsPerBudget);
    std::vector<const Step *> Returns;
    for (BlockId B = 0; B < S.Blocks.size(); ++B)
      for (const Step &Each : S.Blocks[B])
        if (Flow.reached(B) && Each.K == Step::Kind::Return)
          Returns.push_back(&Each);
    for (unsigned R = 0; R < Pass.resources().size(); ++R) {
      const TrackedResource &Followed = Pass.resources()[R];
      // What a caller cannot name, or the function acquires first, is not released for a caller.
      if (!Followed.Acquire && (!isFormal(S, S.Places[Followed.Where]) || !releasesTheCallers(R)))
        continue;
      std::vector<Exit> Exits;
      bool Complete = Flow.follow(R, [&](const HeldFlow::Here &Here) {
        const Step &Each = S.Blocks[Here.B][Here.Index];
        if (Each.K != Step::Kind::Return)
          return;
        Exits.push_back({Here.H, &Each});
        if (Hold &H = Exits.back().H; !H.Promised.empty())
          H.drop(); // no branch has tested for failure
      });
      if (!Complete) {
        Out.clear();
        return false;
      }
      if (!Followed.Acquire)
        released(Followed, withFree(Exits, Returns));
      else if (!Exits.empty())
        acquired(Followed, withFree(Exits, Returns));
    }
    dropPairs();
    return true;
  }

private:
  /// The best name of a hold for callers: a parameter before `this` before the rest.
  std::optional<Place> formalName(const Hold &H) const {
    std::optional<Place> Best;
    auto Rank = [](const Place &P) {
      return P.Root == Place::RootKind::Param ? 0 : P.Root == Place::RootKind::This ? 1 : 2;
    };
    for (PlaceId Name : H.Names) {
      const Place &P = S.Places[Name];
      if (isFormal(S, P) && (!Best || Rank(P) < Rank(*Best)))
        Best = P;
    }
    return Best;
  }

  struct Exit {
    Hold H;
    const Step *Return;
  };

  /// \p Held, and the returns at which the resource is not held.
  static std::vector<Exit> withFree(const std::vector<Exit> &Held, const std::vector<const Step *> &Returns) {
    std::vector<Exit> Out;
    auto Next = Held.begin();
    for (const Step *Each : Returns)
      Out.push_back(Next != Held.end() && Next->Return == Each ? *Next++ : Exit{Hold(), Each});
    return Out;
  }

  /// A path releases the caller's resource before the function acquires it itself.
  bool releasesTheCallers(unsigned Resource) const {
    const TrackedResource &R = Pass.resources()[Resource];
    return explore(Pass, Resource, Pass.atEntry(Resource), 0, 0,
                   [&](BlockId, unsigned, const Step &Each, const Hold &, HoldChange Change) {
                     if (Each.is(EffectKind::Acquire) && Each.Subject == R.Where)
                       return Visit::EndPath;
                     return Change == HoldChange::Released || Change == HoldChange::Promised ? Visit::Stop
                                                                                             : Visit::GoOn;
                   });
  }

  void released(const TrackedResource &R, const std::vector<Exit> &Exits) {
    bool Some = Exits.empty(), All = true;
    for (const Exit &E : Exits) {
      Some |= E.H.MayBeFree;
      All &= !E.H.MayBeHeld;
    }
    if (!Some)
      return;
    Effect Release;
    Release.Kind = EffectKind::Release;
    Release.Resource = R.Kind;
    Release.Subject = S.Places[R.Where];
    Release.Sure = All ? Certainty::Definite : Certainty::Likely;
    Out.push_back(std::move(Release));
  }

  /// The acquiring call waits.
  bool waitsFor(const TrackedResource &R) const {
    return hasEvent(*S.F,
                    [&](const Event &E) { return E.is(EffectKind::Block) && E.Expr == R.Acquire->At->Expr; });
  }

  /// A branch tests the result of the acquisition.
  bool isTested(const Hold &H) {
    if (!Tested) {
      Tested.emplace();
      forEachEdge(*S.F, [&](BlockId, const Edge &E) {
        if (E.When)
          Tested->insert(S.Places.intern(E.When->Subject));
      });
    }
    return std::any_of(Tested->begin(), Tested->end(), [&](PlaceId P) { return H.Results.contains(P); });
  }

  /// A path releases it and returns, without taking it again.
  bool mayReturnReleased(PlaceId Where) {
    auto [It, New] = ReturnedReleased.try_emplace(Where, false);
    auto ReturnsFree = [&](Position From) {
      return walkSteps(S, From,
                       [&](Position, const Step &Each) {
                         if (Each.is(EffectKind::Acquire) && Each.Subject == Where)
                           return Visit::EndPath;
                         return Each.K == Step::Kind::Return ? Visit::Stop : Visit::GoOn;
                       })
          .Stopped;
    };
    for (BlockId B = 0; New && !It->second && B < S.Blocks.size(); ++B)
      for (unsigned I = 0; I < S.Blocks[B].size(); ++I)
        if (const Step &Each = S.Blocks[B][I]; Each.is(EffectKind::Release) && Each.Subject == Where)
          It->second = It->second || ReturnsFree(behind({B, I}));
    return It->second;
  }

  void acquired(const TrackedResource &R, const std::vector<Exit> &Exits) {
    Effect Acquire;
    Acquire.Kind = EffectKind::Acquire;
    Acquire.Resource = R.Kind;
    std::vector<const Exit *> Held, Free;
    bool Certain = true;
    for (const Exit &E : Exits) {
      (E.H.MayBeHeld ? Held : Free).push_back(&E);
      if (!E.H.MayBeHeld)
        continue;
      if (!nameAtExit(R, E, Acquire.Subject))
        return;
      if (!E.H.MayBeFree)
        continue;
      // The result code, or the handle itself, goes to the caller untested.
      bool Passed =
          R.Success && (E.H.Results.contains(E.Return->Subject) || E.H.Names.contains(E.Return->Subject));
      // The code does not test whether the lock was taken, so it assumes that it was; or it waits until it
      // is, and reports nothing: `while (sem_wait(&s) < 0 && errno == EINTR);`.
      bool Reports = E.Return->Subject != NoPlace || constantOf(E);
      if (!Passed && !isHandle(R.Kind) && R.Success && (!isTested(E.H) || (!Reports && waitsFor(R))) &&
          !mayReturnReleased(R.Where))
        continue;
      if (!Passed)
        return;
      Certain = false;
    }
    if (Held.empty())
      return;
    if (!Certain)
      Acquire.Success = R.Success;
    else if (!Free.empty() && !tellApart(R, Held, Free, Acquire))
      return;
    if (const Hold &H = Held.front()->H; !H.Raw && !owner(H, Acquire))
      return;
    // What a callee takes several times (a counter) is one thing that is held: else it grows with every call.
    if (Acquire.Subject.Root == Place::RootKind::Return)
      Out.push_back(std::move(Acquire));
    else
      addOnce(Out, std::move(Acquire));
  }

  /// Names the resource as the caller knows it: by the returned value or a formal place.
  bool nameAtExit(const TrackedResource &R, const Exit &E, Place &Name) const {
    std::optional<Place> Found;
    if (isHandle(R.Kind) && E.Return->Subject != NoPlace && E.H.Names.contains(E.Return->Subject)) {
      Found.emplace();
      Found->Root = Place::RootKind::Return;
    } else {
      Found = formalName(E.H);
    }
    // It must have the same name on every path; otherwise what is held cannot be named.
    if (!Found || (!Name.isNone() && Name != *Found))
      return false;
    Name = *Found;
    return true;
  }

  /// An owner that the caller sees too (a member guard).
  bool owner(const Hold &H, Effect &Acquire) const {
    for (PlaceId Id : H.Owners)
      if (isFormal(S, S.Places[Id])) {
        Acquire.Owner = S.Places[Id];
        return true;
      }
    return false;
  }

  static std::optional<int64_t> constantOf(const Exit &E) { return E.Return->At->constant(); }

  /// The resource is held at some returns and not at others; tests whether the result tells them apart.
  bool tellApart(const TrackedResource &R, const std::vector<const Exit *> &Held,
                 const std::vector<const Exit *> &Free, Effect &Acquire) const {
    auto Common = [](const std::vector<const Exit *> &Exits) -> std::optional<int64_t> {
      std::optional<int64_t> Value = constantOf(*Exits.front());
      for (const Exit *E : Exits)
        if (constantOf(*E) != Value)
          return std::nullopt;
      return Value;
    };
    // The handle itself is returned: its own success condition must exclude the values of the failing
    // returns.
    if (Acquire.Subject.Root == Place::RootKind::Return) {
      // A handle that the call has stored through an argument has no condition of its own: that of the call
      // is on the code that it answers with.
      bool IsAnswer = S.Places[R.Where] == R.Acquire->At->site().Result;
      Predicate Exists{R.Kind == ResourceKind::Fd ? Predicate::Op::GE : Predicate::Op::NE, 0};
      Predicate Success = IsAnswer ? R.Success.value_or(Predicate{Predicate::Op::NE, 0}) : Exists;
      for (const Exit *E : Free)
        if (!constantOf(*E) || holds(Success, *constantOf(*E)))
          return false;
      Acquire.Success = Success;
      return true;
    }
    std::optional<int64_t> WhenHeld = Common(Held), WhenFree = Common(Free);
    auto NoneSays = [](const std::vector<const Exit *> &Exits, int64_t Value) {
      return std::all_of(Exits.begin(), Exits.end(),
                         [&](const Exit *E) { return constantOf(*E) && *constantOf(*E) != Value; });
    };
    if (WhenHeld && NoneSays(Free, *WhenHeld)) {
      Acquire.Success = Predicate{Predicate::Op::EQ, *WhenHeld};
      return true;
    }
    if (WhenFree && NoneSays(Held, *WhenFree)) {
      Acquire.Success = Predicate{Predicate::Op::NE, *WhenFree};
      return true;
    }
    return false;
  }

  /// A resource that is released and acquired again before the return, or the reverse, is no change for
  /// the caller.
  void dropPairs() {
    std::vector<Place> Acquired, Both;
    for (const Effect &E : Out)
      if (E.Kind == EffectKind::Acquire)
        Acquired.push_back(E.Subject);
    for (const Effect &E : Out)
      if (E.Kind == EffectKind::Release &&
          std::find(Acquired.begin(), Acquired.end(), E.Subject) != Acquired.end())
        Both.push_back(E.Subject);
    Out.erase(std::remove_if(Out.begin(), Out.end(),
                             [&](const Effect &E) {
                               return std::find(Both.begin(), Both.end(), E.Subject) != Both.end();
                             }),
              Out.end());
  }

  Steps &S;
  const HeldPass &Pass;
  unsigned Budget;
  std::vector<Effect> &Out;
  std::optional<std::set<PlaceId>> Tested;  ///< by some branch
  std::map<PlaceId, bool> ReturnedReleased; ///< of mayReturnReleased()
};

} // namespace

bool summariseHolds(Steps &S, const HeldPass &Pass, unsigned Budget, std::vector<Effect> &Out) {
  return HoldSummariser(S, Pass, Budget, Out).run();
}

} // namespace asyncsafe
