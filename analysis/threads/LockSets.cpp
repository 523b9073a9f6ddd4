//===- LockSets.cpp - Locks held at each event ----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/threads/LockSets.h"

#include "analysis/steps/Dataflow.h"

#include <algorithm>
#include <set>

namespace asyncsafe {

namespace {

bool isLock(const Step &Each) {
  return Each.effect().Resource == ResourceKind::Lock || Each.effect().Resource == ResourceKind::SharedLock;
}

/// A lock and the owner that will release it.
using Holding = std::pair<PlaceId, PlaceId>;

class LockPass {
public:
  explicit LockPass(const Steps &S) : S(S) {}
  using State = std::set<Holding>;

  State entry() const { return {}; }
  bool follow(State &, const Edge &) const { return true; }
  bool join(State &Into, const State &From) const {
    size_t Before = Into.size();
    Into.insert(From.begin(), From.end());
    return Into.size() != Before;
  }

  void transfer(State &Held, const Step &Each) const {
    if (Each.K == Step::Kind::Destroy) {
      drop(Held, [&](const Holding &H) { return H.second == Each.Subject; });
    } else if (Each.is(EffectKind::Acquire) && isLock(Each)) {
      for (const Holding &H : taken(Each))
        Held.insert(H);
    } else if (Each.is(EffectKind::Release) && Each.Subject != NoPlace) {
      SharedKey Key = sharedKey(S.Places[Each.Subject]);
      drop(Held, [&](const Holding &H) {
        return H.first == Each.Subject || H.second == Each.Subject ||
               (Key && H.first != NoPlace && sharedKey(S.Places[H.first]) == Key);
      });
    }
  }

  /// `lock()` of an owner takes the lock that it refers to.
  std::vector<Holding> taken(const Step &Each) const {
    std::vector<Holding> Out;
    auto Known = S.Guarded.find(Each.Subject);
    if (Known == S.Guarded.end())
      return {{Each.Subject, Each.Owner}};
    for (PlaceId Lock : Known->second)
      Out.push_back({Lock, Each.Subject});
    return Out;
  }

private:
  template <class Test> static void drop(State &Held, Test Gone) {
    for (auto It = Held.begin(); It != Held.end();)
      It = Gone(*It) ? Held.erase(It) : std::next(It);
  }
  const Steps &S;
};

} // namespace

LockSets::LockSets(const Steps &S, unsigned Budget) : S(S) {
  LockPass Pass(S);
  Dataflow<LockPass> Flow(S, Pass, Budget);
  Complete = Flow.complete();
  Reached.resize(S.Blocks.size());
  Events.resize(S.Blocks.size());
  for (BlockId B = 0; B < S.Blocks.size(); ++B) {
    const LockPass::State *Before = Flow.before(B);
    Reached[B] = Before != nullptr;
    if (!Before)
      continue;
    LockPass::State Held = *Before;
    size_t Next = 0;
    for (const Event &E : S.F->Blocks[B].Events) {
      AtEvent Here;
      auto Name = [&](LockNames &Into, const Holding &H) {
        SharedKey Key = H.first == NoPlace ? SharedKey() : sharedKey(S.Places[H.first]);
        if (Key)
          Into.emplace(Key, S.Places[H.first]);
        else
          Here.HoldsNameless = true;
      };
      for (const Holding &H : Held)
        Name(Here.Held, H);
      for (; Next < S.Blocks[B].size() && S.Blocks[B][Next].At == &E; ++Next) {
        const Step &Each = S.Blocks[B][Next];
        if (Each.is(EffectKind::Acquire) && isLock(Each))
          for (const Holding &H : Pass.taken(Each))
            Name(Here.Taken, H);
        Pass.transfer(Held, Each);
      }
      Events[B].push_back(std::move(Here));
    }
  }
}

bool LockSets::takesNothing() const {
  return std::all_of(Events.begin(), Events.end(), [](const std::vector<AtEvent> &Block) {
    return std::all_of(Block.begin(), Block.end(), [](const AtEvent &At) {
      return At.Held.empty() && At.Taken.empty() && !At.HoldsNameless;
    });
  });
}

LockNames LockSets::lockOf(const Place &Argument) const {
  LockNames Out;
  Place P = Argument;
  P.AddressOf = false;
  for (auto &[Owner, Locks] : S.Guarded)
    if (S.Places[Owner] == P)
      for (PlaceId Lock : Locks)
        if (SharedKey Key = sharedKey(S.Places[Lock]))
          Out.emplace(Key, S.Places[Lock]);
  if (Out.empty())
    if (SharedKey Key = sharedKey(P))
      Out.emplace(Key, P);
  return Out;
}

} // namespace asyncsafe
