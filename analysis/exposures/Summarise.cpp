//===- Summarise.cpp - One function's effects on formal places ------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Summarise.h"

#include "analysis/engine/Budgets.h"
#include "analysis/exposures/Explore.h"
#include "analysis/exposures/HeldFlow.h"
#include "analysis/exposures/Points.h"
#include "analysis/exposures/Unwind.h"
#include "analysis/steps/Masks.h"

#include <algorithm>
#include <array>
#include <map>

namespace asyncsafe {

namespace {

/// Callers do not distinguish more kinds of exception than this.
constexpr size_t MaxRaises = 8;
/// Registrations of a wrapper: eight possible names of the handler's field for each of a few signals.
constexpr size_t MaxHandlers = 48;
/// Longer than the chain that a message shows.
constexpr size_t MaxChain = 6;

class Summariser {
public:
  Summariser(Steps &S, unsigned Budget, bool Recursive)
      : S(S), Budget(Budget), Recursive(Recursive), Pass(S, trackedResources(S, /*AtEntry=*/true), true) {}

  CalleeEffects run() {
    Out.From = CalleeEffects::Origin::Summary;
    bool Small = S.F->Blocks.size() * (Pass.resources().size() + 1) <= Budget;
    if (!Pass.resources().empty())
      Out.Complete = Small && resources();
    handOvers();
    if (Recursive) {
      dropCounts();
      dropLongPaths();
      if (Out.Effects.size() > Budgets::RecursiveResources)
        Out.Effects.resize(Budgets::RecursiveResources);
    }
    masks();
    handlers();
    raises();
    return std::move(Out);
  }

private:
  /// A place that a caller can name.
  bool isFormal(const Place &P) const {
    switch (P.Root) {
    case Place::RootKind::Param:
    case Place::RootKind::This:
    case Place::RootKind::Global:
    case Place::RootKind::OuterThis:
      return true;
    case Place::RootKind::Local: // of the function around a lambda
      return !std::binary_search(S.F->LocalIds.begin(), S.F->LocalIds.end(), P.Index);
    default:
      return false;
    }
  }

  /// The best name of a hold for callers: a parameter before `this` before the rest.
  std::optional<Place> formalName(const Hold &H) const {
    std::optional<Place> Best;
    auto Rank = [](const Place &P) {
      return P.Root == Place::RootKind::Param ? 0 : P.Root == Place::RootKind::This ? 1 : 2;
    };
    for (PlaceId Name : H.Names) {
      const Place &P = S.Places[Name];
      if (isFormal(P) && (!Best || Rank(P) < Rank(*Best)))
        Best = P;
    }
    return Best;
  }

  struct Exit {
    Hold H;
    const Step *Return;
  };

  /// False if that exceeds the budget.
  bool resources() {
    HeldFlow Flow(Pass, size_t(Budget) * Budgets::VisitsPerBudget);
    std::vector<const Step *> Returns;
    for (BlockId B = 0; B < S.Blocks.size(); ++B)
      for (const Step &Each : S.Blocks[B])
        if (Flow.reached(B) && Each.K == Step::Kind::Return)
          Returns.push_back(&Each);
    for (unsigned R = 0; R < Pass.resources().size(); ++R) {
      const TrackedResource &Followed = Pass.resources()[R];
      // What a caller cannot name, or the function acquires first, is not released for a caller.
      if (!Followed.Acquire && (!isFormal(S.Places[Followed.Where]) || !releasesTheCallers(R)))
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
        Out.Effects.clear();
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
    Out.Effects.push_back(std::move(Release));
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
      Out.Effects.push_back(std::move(Acquire));
    else
      add(std::move(Acquire));
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
      if (isFormal(S.Places[Id])) {
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
    for (const Effect &E : Out.Effects)
      if (E.Kind == EffectKind::Acquire)
        Acquired.push_back(E.Subject);
    for (const Effect &E : Out.Effects)
      if (E.Kind == EffectKind::Release &&
          std::find(Acquired.begin(), Acquired.end(), E.Subject) != Acquired.end())
        Both.push_back(E.Subject);
    Out.Effects.erase(std::remove_if(Out.Effects.begin(), Out.Effects.end(),
                                     [&](const Effect &E) {
                                       return std::find(Both.begin(), Both.end(), E.Subject) != Both.end();
                                     }),
                      Out.Effects.end());
  }

  /// The direction would depend on the answers of the other functions of the recursion.
  void dropCounts() {
    auto IsCount = [](const Effect &E) { return E.Resource == ResourceKind::Counter; };
    Out.Effects.erase(std::remove_if(Out.Effects.begin(), Out.Effects.end(), IsCount), Out.Effects.end());
  }

  void dropLongPaths() {
    auto IsLong = [](const Place &P) { return P.Path.size() > Budgets::RecursivePath; };
    Out.Effects.erase(std::remove_if(Out.Effects.begin(), Out.Effects.end(),
                                     [&](const Effect &E) {
                                       return IsLong(E.Subject) || IsLong(E.Owner) || IsLong(E.Other);
                                     }),
                      Out.Effects.end());
  }

  /// What is stored where the caller sees it, and what member owners adopt.
  void handOvers() {
    for (const auto &Block : S.Blocks)
      for (const Step &Each : Block) {
        if (Each.K == Step::Kind::Assign)
          stored(Each.subject(), Each.other());
        else if (Each.is(EffectKind::Escape))
          stored(Each.other(), Each.subject());
        else if ((Each.is(EffectKind::Adopt) || Each.is(EffectKind::Transfer)) && Each.Subject != NoPlace &&
                 isFormal(S.Places[Each.Subject]) &&
                 (Each.Owner == NoPlace || isFormal(S.Places[Each.Owner])))
          adopted(Each);
      }
  }

  void stored(const Place &To, const Place &From) {
    bool Whole = From.Root == Place::RootKind::Param && From.Path.empty() && !From.AddressOf;
    bool Visible = To.isNone() || (isFormal(To) && (To.Root != Place::RootKind::Param || !To.Path.empty()));
    if (!Whole || !Visible)
      return;
    Effect E;
    E.Kind = EffectKind::Escape;
    E.Subject = From;
    E.Other = To;
    add(std::move(E));
  }

  void adopted(const Step &Each) {
    Effect E = Each.effect();
    E.Subject = S.Places[Each.Subject];
    if (Each.Owner != NoPlace)
      E.Owner = S.Places[Each.Owner];
    E.When.clear();
    add(std::move(E));
  }

  void add(Effect E) {
    for (const Effect &Old : Out.Effects)
      if (Old.Kind == E.Kind && Old.Subject == E.Subject && Old.Owner == E.Owner && Old.Other == E.Other)
        return;
    Out.Effects.push_back(std::move(E));
  }

  static bool isMaskStep(const Step &Each) {
    return Each.is(EffectKind::Mask) || Each.is(EffectKind::Unmask) || Each.is(EffectKind::RestoreMask);
  }

  /// What the function does to the masks of one source.
  struct MaskSummary {
    bool Touched = false;
    const Step *Only = nullptr;        ///< null: several
    bool Nests = true;                 ///< ends only what it has begun
    bool MayOpen = false;              ///< on some path it returns unmasked
    bool Opens = true, AsFound = true; ///< on every path
    MaskDepth Depth = MaskDepth::Points;
  };

  /// A mask that saves the previous state, or an unmask that restores it.
  bool nests(const Step &Mask) const {
    if (!Mask.is(EffectKind::RestoreMask))
      return Mask.is(EffectKind::Mask);
    for (const auto &Block : S.Blocks)
      for (const Step &Each : Block)
        if (Each.is(EffectKind::Mask) && Each.Other != NoPlace && Each.Other == Mask.Subject)
          return true;
    return false;
  }

  void masks() {
    std::array<MaskSummary, NumSources> All;
    bool Any = false, Reached = false;
    for (const auto &Block : S.Blocks)
      for (const Step &Each : Block)
        if (isMaskStep(Each)) {
          MaskSummary &M = All[static_cast<unsigned>(Each.effect().Raises)];
          M.Only = M.Touched ? nullptr : &Each;
          Any = M.Touched = true;
          M.Nests &= nests(Each);
        }
    if (!Any)
      return;
    MaskPass Masking;
    Dataflow<MaskPass> Flow(S, Masking, Budget);
    Flow.forEachStep([&](BlockId B, unsigned I, const MaskPass::State &State) {
      if (S.Blocks[B][I].K != Step::Kind::Return)
        return;
      Reached = true;
      for (unsigned Why = 0; Why < NumSources; ++Why)
        atReturn(All[Why], State[Why]);
    });
    for (unsigned Why = 0; Reached && Why < NumSources; ++Why) {
      const MaskSummary &M = All[Why];
      if (!M.Touched || (M.Nests && M.AsFound))
        continue;
      Effect E;
      E.Kind = !M.MayOpen ? EffectKind::Mask : M.Opens ? EffectKind::Unmask : EffectKind::RestoreMask;
      E.Raises = static_cast<Source>(Why);
      E.Depth = M.Depth;
      if (M.Only && M.Only->effect().Kind == E.Kind)
        keptState(*M.Only, E);
      Out.Effects.push_back(std::move(E));
    }
  }

  static void atReturn(MaskSummary &M, const MaskState &State) {
    M.Opens &= State.Unmasked && !State.AsFound && !State.mayBeMasked();
    M.AsFound &= State.AsFound && !State.Unmasked && !State.mayBeMasked();
    if (M.MayOpen |= State.mayBeOpen(); M.MayOpen)
      return;
    for (MaskDepth D : {MaskDepth::Uninterruptible, MaskDepth::Masked})
      if (State.mayBe(D))
        M.Depth = D; // the least possible
  }

  /// A wrapper of a mask: the caller's place that saves the previous state, or that it is restored from.
  void keptState(const Step &Masks, Effect &E) const {
    auto Known = [&](PlaceId P) { return P != NoPlace && isFormal(S.Places[P]) ? S.Places[P] : Place(); };
    E.Subject = Known(Masks.Subject);
    E.Other = Known(Masks.Other);
    if (Masks.Other == NoPlace || !E.Other.isNone())
      return;
    bool Answers = true;
    for (const auto &Block : S.Blocks)
      for (const Step &Each : Block)
        Answers &= Each.K != Step::Kind::Return || Each.Subject == Masks.Other;
    if (Answers)
      E.Other.Root = Place::RootKind::Return;
  }

  /// Where the call stores the previous handler.
  static const Place &keeps(const Step &Each) { return Each.effect().Wait->Mask; }
  static bool registers(const Step &Each) { return Each.is(EffectKind::RegisterHandler); }
  /// A part of the object that a parameter points to.
  static bool isGiven(const Place &P) { return P.Root == Place::RootKind::Param && !P.Path.empty(); }

  /// A wrapper that keeps the previous handler of a signal in the caller's struct, or one that restores it
  /// from there.
  void handlers() {
    std::vector<Effect> Found;
    bool Keeps = false, Restores = false;
    for (const auto &Block : S.Blocks)
      for (const Step &Each : Block) {
        if (!registers(Each) || (!isGiven(keeps(Each)) && !isGiven(Each.subject())))
          continue;
        (isGiven(keeps(Each)) ? Keeps : Restores) = true;
        Effect E = Each.effect();
        E.When.clear();
        if (!isFormal(E.Subject))
          E.Subject = Place();
        if (!isFormal(E.Other))
          E.Other = Place();
        Found.push_back(std::move(E));
      }
    if (Keeps != Restores && Found.size() <= MaxHandlers)
      std::move(Found.begin(), Found.end(), std::back_inserter(Out.Effects));
  }

  /// The interruptions that leave the function, the most certain of each type.
  void raises() {
    std::map<std::pair<Source, std::string>, Effect> Best;
    Unwinder Unwind(Pass);
    for (const Point &P : interruptionPoints(S, Budget, Toward::Callers)) {
      const Effect &E = P.What->effect();
      if (Recursive && comesFromHere(E))
        continue;
      auto Key = std::make_pair(E.Raises, E.Why->Type);
      auto It = Best.find(Key);
      if (It != Best.end() && It->second.Sure >= P.Sure) {
        It->second.Interruptible |= E.Interruptible;
        continue;
      }
      if (It == Best.end() && Best.size() >= MaxRaises)
        continue;
      if (!Unwind.leavesFunction(E, *P.What->At))
        continue;
      Best[Key] = raised(P);
    }
    for (auto &[Key, E] : Best)
      Out.Effects.push_back(std::move(E));
  }

  /// A recursive call raises what the function itself raises, through a longer chain.
  bool comesFromHere(const Effect &E) const {
    const SourceRange &R = S.F->Range;
    return std::any_of(E.Why->Chain.begin(), E.Why->Chain.end(), [&](const Effect::ChainLink &L) {
      return L.Function == S.F->Display && L.At.File == R.File && L.At.Begin >= R.Begin && L.At.Begin < R.End;
    });
  }

  Effect raised(const Point &P) const {
    Effect E = P.What->effect();
    E.Sure = P.Sure;
    E.When.clear();
    E.Subject = E.Owner = E.Other = Place();
    Effect::ChainLink Link{S.F->Display, P.What->At->Expr};
    // Long chains tell no more than their ends: links just above the last one are left out.
    std::vector<ChainLink> &Chain = E.Why.edit().Chain;
    Chain.insert(Chain.begin(), std::move(Link));
    if (Chain.size() > MaxChain)
      Chain.erase(Chain.end() - 2);
    return E;
  }

  Steps &S;
  unsigned Budget;
  bool Recursive; ///< the function may call itself through others
  HeldPass Pass;
  std::optional<std::set<PlaceId>> Tested;  ///< by some branch
  std::map<PlaceId, bool> ReturnedReleased; ///< of mayReturnReleased()
  CalleeEffects Out;
};

} // namespace

CalleeEffects summarise(Steps &S, unsigned Budget, bool Recursive) {
  return Summariser(S, Budget, Recursive).run();
}

} // namespace asyncsafe
