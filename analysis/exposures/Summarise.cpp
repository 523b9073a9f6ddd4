//===- Summarise.cpp - One function's effects on formal places ------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Summarise.h"

#include "analysis/engine/Budgets.h"
#include "analysis/exposures/Points.h"
#include "analysis/exposures/SummaryParts.h"
#include "analysis/exposures/Unwind.h"

#include <algorithm>
#include <map>

namespace asyncsafe {

bool isFormal(const Steps &S, const Place &P) {
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

void addOnce(std::vector<Effect> &Effects, Effect E) {
  for (const Effect &Old : Effects)
    if (Old.Kind == E.Kind && Old.Subject == E.Subject && Old.Owner == E.Owner && Old.Other == E.Other)
      return;
  Effects.push_back(std::move(E));
}

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
      Out.Complete = Small && summariseHolds(S, Pass, Budget, Out.Effects);
    handOvers();
    if (Recursive) {
      dropCounts();
      dropLongPaths();
      if (Out.Effects.size() > Budgets::RecursiveResources)
        Out.Effects.resize(Budgets::RecursiveResources);
    }
    summariseMasks(S, Budget, Out.Effects);
    handlers();
    raises();
    return std::move(Out);
  }

private:
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
                 isFormal(S, S.Places[Each.Subject]) &&
                 (Each.Owner == NoPlace || isFormal(S, S.Places[Each.Owner])))
          adopted(Each);
      }
  }

  void stored(const Place &To, const Place &From) {
    bool Whole = From.Root == Place::RootKind::Param && From.Path.empty() && !From.AddressOf;
    bool Visible =
        To.isNone() || (isFormal(S, To) && (To.Root != Place::RootKind::Param || !To.Path.empty()));
    if (!Whole || !Visible)
      return;
    Effect E;
    E.Kind = EffectKind::Escape;
    E.Subject = From;
    E.Other = To;
    addOnce(Out.Effects, std::move(E));
  }

  void adopted(const Step &Each) {
    Effect E = Each.effect();
    E.Subject = S.Places[Each.Subject];
    if (Each.Owner != NoPlace)
      E.Owner = S.Places[Each.Owner];
    E.When.clear();
    addOnce(Out.Effects, std::move(E));
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
        if (!isFormal(S, E.Subject))
          E.Subject = Place();
        if (!isFormal(S, E.Other))
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
  CalleeEffects Out;
};

} // namespace

CalleeEffects summarise(Steps &S, unsigned Budget, bool Recursive) {
  return Summariser(S, Budget, Recursive).run();
}

} // namespace asyncsafe
