//===- Duty.cpp - Whether a function owes a release -----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Duty.h"

#include "analysis/engine/Callees.h"

#include <algorithm>

namespace asyncsafe {

Occasion occasionOf(const Effect &E, const Unit &U) {
  if (isAllocationOnly(E))
    return Occasion::Memory;
  bool IsMistake =
      E.Raises == Source::Throw && std::binary_search(U.Mistakes.begin(), U.Mistakes.end(), E.Why->Type);
  return IsMistake ? Occasion::Logic : Occasion::Any;
}

bool isAllocationOnly(const Effect &E) {
  return E.Raises == Source::Throw && E.Why->Type == "std::bad_alloc";
}

void Duty::begin(unsigned R, Position At) {
  Resource = R;
  AcquiredAt = At;
  Owed.reset();
  OwedAtAll.reset();
  ForCaller.reset();
  KnownElsewhere.reset();
  ReleasedAt.reset();
}

bool Duty::isOwed(const Hold &H, const Point &P, unsigned &Until) {
  if (!S.fallsThrough(P.B)) {
    Until = std::min(Until, P.Index + 1);
    if (!OwedAtAll)
      OwedAtAll = asyncsafe::isOwed(Pass, Resource, Hold(), AcquiredAt.Block, AcquiredAt.Index);
    return *OwedAtAll && !releasedOnTheWay(P);
  }
  HeldPaths &Paths = Unwind.paths(Resource);
  if (!Owed)
    Owed = Paths.atNotables([this](BlockId, const Step &Each, const Hold &Before, HoldChange Change) {
      return dischargesDuty(Pass, Each, Before, Change) ? Visit::Stop : Visit::GoOn;
    });
  unsigned Same = NoId;
  bool May = Paths.mayStop(*Owed, {P.B, P.Index}, H, &Same);
  if (May && !Paths.isExact()) {
    Same = P.Index + 1;
    May = asyncsafe::isOwed(Pass, Resource, H, P.B, P.Index);
  }
  Until = std::min(Until, Same);
  return May;
}

/// A path releases the resource and then comes to the point: if another path does not, the conditions
/// are most likely correlated.
bool Duty::releasedOnTheWay(const Point &P) {
  if (!ReleasedAt) {
    ReleasedAt.emplace();
    explore(Pass, Resource, Hold(), AcquiredAt.Block, AcquiredAt.Index,
            [&](BlockId B, unsigned I, const Step &, const Hold &, HoldChange Change) {
              if (Change == HoldChange::Released || Change == HoldChange::Adopted)
                ReleasedAt->push_back({B, I + 1});
              return Visit::GoOn;
            });
  }
  std::vector<BlockId> From;
  for (const Position &Released : *ReleasedAt) {
    if (Released.Block == P.B && Released.Index <= P.Index)
      return true;
    if (Released.Block != AcquiredAt.Block || Released.Index > AcquiredAt.Index)
      From.push_back(Released.Block);
  }
  // The block of the acquisition acquires it anew.
  return reach(
      *S.F, std::move(From), Along::Forward, [&](BlockId, const Edge &E) { return S.feasible(E); },
      [&](BlockId B) { return B != AcquiredAt.Block; })[P.B];
}

bool Duty::isMeantForCaller(const Hold &H, const Point &P) {
  const Effect &Strikes = P.What->effect();
  ResourceKind Kind = Pass.resources()[Resource].Kind;
  if (P.Sure < Certainty::Likely || isAllocationOnly(Strikes) || !isHandle(Kind))
    return false;
  const Place &Object = P.What->At->site().This;
  bool IsOwn = Strikes.Raises == Source::Throw && Kind == ResourceKind::Heap && !Object.isNone() &&
               std::any_of(H.Names.begin(), H.Names.end(), [&](PlaceId Name) {
                 Place Made = S.Places[Name];
                 return Object.startsWith(Made.deref());
               });
  // Callers may have disabled cancellation, and the fact that they release the result does not tell.
  bool IsExpected = S.ReleasedByCallers && Strikes.Raises != Source::Cancel;
  if (!(IsOwn || IsExpected) || mayBeKnownElsewhere())
    return false;
  auto Returns = [](BlockId, unsigned, const Step &Each, const Hold &, HoldChange Change) {
    return Each.K == Step::Kind::Return && Change == HoldChange::HandedOver ? Visit::Stop : Visit::GoOn;
  };
  if (S.fallsThrough(P.B))
    return explore(Pass, Resource, H, P.B, P.Index, Returns);
  return explore(Pass, Resource, Hold(), AcquiredAt.Block, AcquiredAt.Index, Returns) && !releasedOnTheWay(P);
}

/// The resource is passed to an unknown function, or was constructed with something that lets others
/// find it.
bool Duty::mayBeKnownElsewhere() {
  if (KnownElsewhere)
    return *KnownElsewhere;
  const Event &Taken = *Pass.resources()[Resource].Acquire->At;
  std::vector<Place> Names{Taken.site().Result};
  for (const Block &B : S.F->Blocks)
    for (const Event &E : B.Events)
      if (E.kind() == EventKind::Assign && !E.other().isNone() && E.other() == Names.front())
        Names.push_back(E.subject());
  auto IsIt = [&](const Place &A) {
    return !A.isNone() && std::find(Names.begin(), Names.end(), A) != Names.end();
  };
  auto MakesItKnown = [&](const Event &E) {
    if (E.kind() != EventKind::Call)
      return false;
    const CallSite &Site = E.site();
    bool Makes = E.Expr.File == Taken.Expr.File && Taken.Expr.Begin <= E.Expr.Begin &&
                 E.Expr.End <= Taken.Expr.End && S.U->Callees[Site.Callee].Constructor;
    bool IsGiven = std::any_of(Site.Args.begin(), Site.Args.end(), [&](const Place &A) {
      return Makes ? !A.isNone() && A.Root != Place::RootKind::Temporary : IsIt(A);
    });
    return IsGiven && (Makes || isOpen(*S.U, Site.Callee));
  };
  KnownElsewhere = std::any_of(S.F->Blocks.begin(), S.F->Blocks.end(), [&](const Block &B) {
    return std::any_of(B.Events.begin(), B.Events.end(), MakesItKnown);
  });
  return *KnownElsewhere;
}

bool Duty::isTakenForCaller() {
  if (!ForCaller)
    ForCaller = findTakenForCaller();
  return *ForCaller;
}

bool Duty::findTakenForCaller() const {
  const TrackedResource &Taken = Pass.resources()[Resource];
  if (isHandle(Taken.Kind) || isFunctionOwn(S.Places[Taken.Where]))
    return false;
  auto Touches = [&](const Step &Each, EffectKind How) {
    return Each.Subject == Taken.Where && Each.is(How);
  };
  // First where it is given back in the state of the caller, then where it is taken again.
  std::vector<bool> Leads = leadingTo(*S.F, AcquiredAt.Block);
  std::vector<Position> Given;
  walkSteps(S, {0, 0}, [&](Position P, const Step &Each) {
    if (Touches(Each, EffectKind::Release) && (Leads[P.Block] || P.Block == AcquiredAt.Block))
      Given.push_back(behind(P));
    return Touches(Each, EffectKind::Release) || Touches(Each, EffectKind::Acquire) ? Visit::EndPath
                                                                                    : Visit::GoOn;
  });
  return std::any_of(Given.begin(), Given.end(), [&](Position From) {
    return walkSteps(S, From,
                     [&](Position, const Step &Each) {
                       if (&Each == Taken.Acquire)
                         return Visit::Stop;
                       return Touches(Each, EffectKind::Acquire) ? Visit::EndPath : Visit::GoOn;
                     })
        .Stopped;
  });
}

std::vector<const Event *> Duty::releases() const {
  std::vector<const Event *> Out;
  explore(Pass, Resource, Hold(), AcquiredAt.Block, AcquiredAt.Index,
          [&](BlockId, unsigned, const Step &Each, const Hold &, HoldChange Change) {
            bool Ends = Change == HoldChange::Released || Change == HoldChange::Adopted;
            if (Ends && std::find(Out.begin(), Out.end(), Each.At) == Out.end())
              Out.push_back(Each.At);
            return Visit::GoOn;
          });
  std::sort(Out.begin(), Out.end(),
            [](const Event *A, const Event *B) { return A->Expr.Begin < B->Expr.Begin; });
  return Out;
}

} // namespace asyncsafe
