//===- Held.cpp - The transfer function of held resources -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Held.h"

#include "analysis/steps/Counters.h"

#include <algorithm>

namespace asyncsafe {

void Hold::drop() {
  MayBeHeld = Raw = false;
  MayBeFree = true;
  Names.clear();
  Results.clear();
  Owners.clear();
  Promised.clear();
}

bool raisesForSure(const Step &Each) {
  return Each.is(EffectKind::Interrupt) && Each.effect().Sure == Certainty::Definite &&
         (Each.effect().Raises == Source::Throw || Each.effect().Raises == Source::Jump);
}

HeldPass::HeldPass(Steps &S, std::vector<TrackedResource> Resources, bool KeepOutParameters)
    : S(S), Resources(std::move(Resources)), KeepOutParameters(KeepOutParameters) {
  if (this->Resources.empty())
    return;
  for (BlockId B = 0; B < S.Blocks.size(); ++B) {
    std::vector<Roots> &Of = StepRoots.emplace_back();
    std::vector<unsigned> &EndsHere = Ends.emplace_back();
    for (const Step &Each : S.Blocks[B]) {
      if (Each.K == Step::Kind::Return || Each.K == Step::Kind::Rethrow ||
          (raisesForSure(Each) && !S.fallsThrough(B)))
        EndsHere.push_back(static_cast<unsigned>(Of.size()));
      Of.push_back(bitsOf(Each));
    }
  }
  for (const ScopeAction &A : S.Scopes) {
    Roots Bits = bitOf(A.Object);
    for (const Step &Each : A.Steps)
      Bits |= bitsOf(Each);
    if (auto Guarded = S.Guarded.find(A.Object); A.Object != NoPlace && Guarded != S.Guarded.end())
      for (PlaceId Name : Guarded->second)
        Bits |= bitOf(Name);
    ScopeRoots.push_back(Bits);
  }
}

/// Variables are numbered consecutively, so that neighbours get different bits.
HeldPass::Roots HeldPass::bitOf(const Place &P) const {
  if (P.isNone())
    return 0;
  unsigned Number = P.Index * 3 + static_cast<unsigned>(P.Root) * 11;
  if (P.Root == Place::RootKind::Global)
    Number = Globals.try_emplace(P.Name, static_cast<unsigned>(Globals.size())).first->second;
  return Roots(1) << (Number % 64);
}

HeldPass::Roots HeldPass::bitsOf(const Step &Each) const {
  Roots Bits = bitOf(Each.Subject) | bitOf(Each.Owner) | bitOf(Each.Other);
  return Each.Begins ? Bits | bitOf(Each.At->site().Result) : Bits;
}

HeldPass::Roots HeldPass::rootsOf(const Hold &H) const {
  Roots Bits = 0;
  for (const PlaceSet *Set : {&H.Names, &H.Results, &H.Owners, &H.Promised})
    for (PlaceId Id : *Set)
      Bits |= bitOf(Id);
  return Bits;
}

Hold HeldPass::atEntry(unsigned Resource) const {
  Hold H;
  if (Resources[Resource].Acquire)
    return H;
  H.MayBeHeld = H.Raw = true;
  H.MayBeFree = false;
  H.Names.insert(Resources[Resource].Where);
  return H;
}

bool HeldPass::concerns(unsigned Resource, const Hold &H, const Step &Each) const {
  if (Resources[Resource].Acquire == &Each)
    return true;
  if (!H.MayBeHeld || Each.K == Step::Kind::Rethrow)
    return false;
  if (Each.K == Step::Kind::Effect) {
    EffectKind K = Each.effect().Kind;
    bool Moves = K == EffectKind::Release || K == EffectKind::Adopt || K == EffectKind::Disarm ||
                 K == EffectKind::Transfer || K == EffectKind::Escape;
    return Moves || (Each.Begins && Each.At->site().Result.Root == Place::RootKind::Temporary);
  }
  return true;
}

HoldChange HeldPass::transferOne(unsigned Resource, Hold &H, const Step &Each) const {
  const TrackedResource &R = Resources[Resource];
  if (R.Acquire == &Each) {
    H.drop();
    H.MayBeHeld = true;
    H.MayBeFree = R.Success.has_value();
    H.Raw = Each.Owner == NoPlace;
    H.Names.insert(Each.Subject);
    if (Each.Owner != NoPlace)
      H.Owners.insert(Each.Owner);
    // A handle *is* the call's result; the result of locking is a separate value.
    PlaceId Result = S.Places.intern(Each.At->site().Result);
    if (Result != NoPlace)
      H.Results.insert(Result);
    // Acquired directly into a place that others can see: handed over at once.
    if (isHandle(R.Kind) && !staysOurs(Each.Subject)) {
      H.drop();
      return HoldChange::HandedOver;
    }
    return HoldChange::Acquired;
  }
  if (!H.MayBeHeld)
    return HoldChange::None;
  if (renewed(Resource, H, Each))
    return HoldChange::Lost;

  switch (Each.K) {
  case Step::Kind::Destroy:
    if (ownedWithin(H, Each.Subject)) {
      H.drop();
      return HoldChange::Released;
    }
    return HoldChange::None;
  case Step::Kind::Assign:
    return assign(Resource, H, Each.Subject, Each.Other);
  case Step::Kind::Return:
    if (isHandle(R.Kind) && H.Names.contains(Each.Subject))
      return HoldChange::HandedOver; // stays held: the summary hands it to the caller
    return HoldChange::None;
  case Step::Kind::Rethrow:
  case Step::Kind::Nothing:
    return HoldChange::None;
  case Step::Kind::Effect:
    break;
  }

  switch (Each.effect().Kind) {
  case EffectKind::Release:
    // A release of this place releases the resource, under any of its names.
    if (H.Names.contains(Each.Subject) || H.Owners.contains(Each.Subject)) {
      PlaceId Result = Each.effect().Success ? S.Places.intern(Each.At->site().Result) : NoPlace;
      if (Result != NoPlace) {
        H.Promised.insert(Result);
        H.IfPromised = *Each.effect().Success;
        return HoldChange::Promised;
      }
      H.drop();
      return HoldChange::Released;
    }
    return HoldChange::None;
  case EffectKind::Adopt: {
    PlaceId What = Each.Subject;
    if (!H.Names.contains(What))
      return HoldChange::None;
    H.Raw = false;
    H.Owners.insert(Each.Owner);
    // An owner that outlives the function keeps it.
    bool ForGood = Each.Owner == NoPlace || !isFunctionOwn(S.Places[Each.Owner]);
    if (ForGood)
      H.drop();
    return HoldChange::Adopted;
  }
  case EffectKind::Disarm:
    if (!H.Owners.contains(Each.Subject))
      return HoldChange::None;
    H.Owners.erase(Each.Subject);
    H.Raw |= H.Owners.empty();
    if (Each.Other != NoPlace)
      H.Names.insert(Each.Other);
    else if (PlaceId Result = S.Places.intern(Each.At->site().Result); Result != NoPlace)
      H.Names.insert(Result);
    return HoldChange::None;
  case EffectKind::Transfer:
    if (!H.Owners.contains(Each.Subject))
      return HoldChange::None;
    H.Owners.erase(Each.Subject);
    if (Each.Owner == NoPlace || !isFunctionOwn(S.Places[Each.Owner])) {
      H.drop();
      return HoldChange::HandedOver;
    }
    H.Owners.insert(Each.Owner);
    return HoldChange::None;
  case EffectKind::Escape:
    if (!isHandle(R.Kind) || !H.Names.contains(Each.Subject))
      return HoldChange::None;
    return assign(Resource, H, Each.Other, Each.Subject);
  default:
    return HoldChange::None;
  }
}

/// A temporary that is created anew (in the next iteration of a loop) denotes another value: unwinding
/// its constructor does not free the value of the previous iteration.
bool HeldPass::renewed(unsigned Resource, Hold &H, const Step &Each) const {
  const TrackedResource &R = Resources[Resource];
  const Place &Made = Each.At->site().Result;
  if (!R.Acquire || !H.MayBeHeld || !Each.Begins || Made.Root != Place::RootKind::Temporary ||
      Each.At->Expr == R.Acquire->At->Expr)
    return false;
  std::vector<PlaceId> Stale;
  for (const PlaceSet *Set : {&H.Names, &H.Results})
    for (PlaceId Id : *Set)
      if (S.Places[Id].sameRoot(Made))
        Stale.push_back(Id);
  for (PlaceId Id : Stale) {
    H.Names.erase(Id);
    H.Results.erase(Id);
  }
  if (Stale.empty() || !H.Names.empty() || !H.Owners.empty())
    return false;
  H.drop();
  return true;
}

bool HeldPass::ownedWithin(const Hold &H, PlaceId Object) const {
  if (Object == NoPlace)
    return false;
  for (PlaceId Owner : H.Owners)
    if (S.Places[Owner].startsWith(S.Places[Object]))
      return true;
  return false;
}

bool HeldPass::staysOurs(PlaceId P) const {
  if (P == NoPlace)
    return false;
  const Place &Where = S.Places[P];
  if (isFunctionOwn(Where) || S.FreedByObject.count(P) || S.OwnMembers.count(P))
    return true;
  return KeepOutParameters && Where.Root == Place::RootKind::Param;
}

bool HeldPass::isFreedByObject(const Hold &H) const {
  return std::any_of(H.Names.begin(), H.Names.end(),
                     [&](PlaceId P) { return S.FreedByObject.count(P) != 0; });
}

/// A list that is linked in a loop (`node->next = head; head = node`) gives the resource a longer name
/// in each iteration; no code releases it by such a name.
static constexpr size_t LongestName = 8, MostNames = 32;

/// \p To = \p From: the resource gains a name, loses one, or leaves the function.
HoldChange HeldPass::assign(unsigned Resource, Hold &H, PlaceId To, PlaceId From) const {
  if (From != NoPlace && H.Promised.contains(From))
    H.Promised.insert(To);
  bool Handle = isHandle(Resources[Resource].Kind);
  bool Denotes = From != NoPlace && H.Names.contains(From);
  if (Handle && Denotes) {
    if (!staysOurs(To)) {
      H.drop();
      return HoldChange::HandedOver;
    }
    H.Names.insert(To);
    return HoldChange::None;
  }
  if (To == NoPlace)
    return HoldChange::None;
  if (From != NoPlace && H.Owners.contains(From)) {
    H.Owners.insert(To);
    return HoldChange::None;
  }
  if (From != NoPlace && H.Results.contains(From)) {
    H.Results.insert(To);
    return HoldChange::None;
  }
  H.Results.erase(To);
  // Names that are To, or lead through it, denote something else from now on; names through From can now
  // also be spelled through To.
  std::vector<PlaceId> Stale, Fresh;
  Place Target = S.Places[To];
  for (PlaceId Name : H.Names) {
    const Place P = S.Places[Name];
    // `entry = entry->next`: what is reached from there gets a longer name, the old entry does not.
    bool Walks = From != NoPlace && S.Places[From].startsWith(Target);
    if (P.startsWith(Target) && (!Walks || (P == Target && S.Places[From] != Target)))
      Stale.push_back(Name);
    if (From == NoPlace)
      continue;
    Place Source = S.Places[From];
    bool Address = Source.AddressOf;
    Source.AddressOf = false;
    if (!P.startsWith(Source) || P.Path.size() < Source.Path.size() + (Address ? 0 : 1))
      continue;
    Place Renamed = Target;
    if (Address)
      Renamed.deref();
    for (size_t I = Source.Path.size(); I < P.Path.size(); ++I)
      Renamed.append(P.Path[I]);
    if (Renamed.Path.size() > LongestName || H.Names.size() + Fresh.size() >= MostNames)
      continue;
    PlaceId Id = S.Places.intern(Renamed);
    if (Id != Name)
      Fresh.push_back(Id);
  }
  for (PlaceId Name : Stale)
    H.Names.erase(Name);
  for (PlaceId Name : Fresh)
    H.Names.insert(Name);
  if (H.Names.empty() && H.Owners.empty()) {
    H.drop();
    return HoldChange::Lost;
  }
  return HoldChange::None;
}

/// Its handle is a pointer, which is null only if there is none.
static bool isPointer(ResourceKind K) {
  return K == ResourceKind::Heap || K == ResourceKind::Array || K == ResourceKind::File ||
         K == ResourceKind::Directory || K == ResourceKind::Reference;
}

bool HeldPass::followOne(unsigned Resource, Hold &H, const Edge &E) const {
  const TrackedResource &R = Resources[Resource];
  if (!H.MayBeHeld || !E.When)
    return true;
  if (!R.Success && H.Promised.empty()) {
    // A callee that acquires and cannot fail may still return null on another path.
    bool IsNull = R.Acquire && isPointer(R.Kind) && !compatible({Predicate::Op::NE, 0}, E.When->Test);
    if (PlaceId Tested = IsNull ? S.Places.intern(E.When->Subject) : NoPlace;
        Tested != NoPlace && H.Names.contains(Tested) && !S.Cursors.count(Tested))
      H.drop();
    return true;
  }
  PlaceId Tested = S.Places.intern(E.When->Subject);
  if (H.Promised.contains(Tested)) {
    if (!compatible(negated(H.IfPromised), E.When->Test))
      H.drop();
    else if (!compatible(H.IfPromised, E.When->Test))
      H.Promised.clear();
    return true;
  }
  if (!R.Success)
    return true;
  bool OfResult = H.Results.contains(Tested),
       OfHandle = isHandle(R.Kind) && H.Names.contains(Tested) && !S.Cursors.count(Tested);
  if (!OfResult && !OfHandle)
    return true;
  // Where the call's result is a separate status, the handle itself tells whether it is valid.
  bool IsResult = !R.Acquire || S.Places[R.Where].sameRoot(R.Acquire->At->site().Result);
  Predicate Success = *R.Success;
  if (OfHandle && !OfResult && !IsResult)
    Success = R.Kind == ResourceKind::Fd ? Predicate{Predicate::Op::GE, 0} : Predicate{Predicate::Op::NE, 0};
  if (!compatible(Success, E.When->Test))
    H.drop();
  else if (!compatible(negated(Success), E.When->Test))
    H.MayBeFree = false;
  return true;
}

bool HeldPass::joinOne(Hold &Into, const Hold &From) {
  bool Changed = false;
  auto Or = [&](bool &A, bool B) {
    Changed |= B && !A;
    A |= B;
  };
  Or(Into.MayBeHeld, From.MayBeHeld);
  Or(Into.MayBeFree, From.MayBeFree);
  Or(Into.Raw, From.Raw);
  Changed |= Into.Names.merge(From.Names);
  Changed |= Into.Results.merge(From.Results);
  Changed |= Into.Owners.merge(From.Owners);
  if (!From.Promised.empty() && Into.Promised.empty())
    Into.IfPromised = From.IfPromised;
  Changed |= Into.Promised.merge(From.Promised);
  return Changed;
}

bool endsInFunction(const Steps &S, const TrackedResource &R) {
  return R.Kind == ResourceKind::Counter && isFunctionOwn(S.Places[R.Where]);
}

bool mayEndToo(const Steps &S, const TrackedResource &R) {
  const Place &Count = S.Places[R.Where];
  if (R.Kind != ResourceKind::Counter || Count.Root == Place::RootKind::Global || !S.Counting)
    return false;
  // What a variable of the function leads to may be owned by it.
  bool IsGiven = Count.Root != Place::RootKind::Local && Count.Root != Place::RootKind::Temporary;
  return !S.Counting->isOfThreads(Count.Object) && !(IsGiven && S.Counting->isAskedByOthers(Count.Object));
}

std::vector<TrackedResource> trackedResources(const Steps &S, bool AtEntry) {
  std::vector<TrackedResource> Out;
  std::set<PlaceId> Released;
  for (const auto &Block : S.Blocks)
    for (const Step &Each : Block) {
      if (Each.is(EffectKind::Acquire) && Each.Subject != NoPlace)
        Out.push_back({&Each, Each.effect().Resource, Each.Subject, Each.effect().Success});
      // A place that a caller can name and this function releases.
      if (AtEntry && Each.is(EffectKind::Release) && Each.Subject != NoPlace &&
          S.Places[Each.Subject].Root != Place::RootKind::Temporary && Released.insert(Each.Subject).second)
        Out.push_back({nullptr, Each.effect().Resource, Each.Subject, std::nullopt});
    }
  return Out;
}

} // namespace asyncsafe
