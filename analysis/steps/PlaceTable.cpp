//===- PlaceTable.cpp - Places as small numbers ---------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/steps/PlaceTable.h"

namespace asyncsafe {

PlaceId PlaceTable::intern(const Place &P) {
  if (P.isNone())
    return NoPlace;
  Place R = resolved(P);
  auto [It, New] = Ids.try_emplace(R, static_cast<PlaceId>(Places.size()));
  if (New)
    Places.push_back(R);
  return It->second;
}

void PlaceTable::learn(const Place &Pointer, const Place &Value) {
  if (Pointer.isNone() || Pointer.AddressOf || Pointer == Value)
    return;
  // A value that is reached through the pointer itself (p = p->next) changes
  // each time it is learnt.
  bool Usable = !Value.isNone() && !Value.startsWith(Pointer);
  auto [It, New] = Values.try_emplace(Pointer, Usable ? Value : Place());
  if (!New && It->second != Value)
    It->second = Place();
}

Place PlaceTable::resolved(const Place &P) const {
  if (Values.empty())
    return P;
  Place Current = P;
  // Each round replaces one prefix; a chain of pointers is short.
  for (unsigned Round = 0; Round < 4; ++Round) {
    bool Changed = false;
    for (size_t Length = Current.Path.size() + 1; Length-- > 0 && !Changed;) {
      Place Prefix = Current;
      Prefix.AddressOf = false;
      Prefix.Path.resize(Length);
      auto It = Values.find(Prefix);
      if (It == Values.end() || It->second.isNone())
        continue;
      // The address of a pointer is not the address of what it points to.
      if (Length == Current.Path.size() && Current.AddressOf)
        continue;
      Place Next = It->second;
      for (size_t I = Length; I < Current.Path.size(); ++I)
        Next.append(Current.Path[I]);
      if (Current.AddressOf)
        Next.AddressOf = true;
      Current = std::move(Next);
      Changed = true;
    }
    if (!Changed)
      break;
  }
  return Current;
}

bool isFunctionOwn(const Place &P) {
  if (P.Root != Place::RootKind::Local && P.Root != Place::RootKind::Temporary &&
      !(P.Root == Place::RootKind::Param && P.Path.empty()))
    return false;
  for (const Projection &Step : P.Path)
    if (Step.K == Projection::Kind::Deref)
      return false;
  return true;
}

bool PlaceSet::contains(PlaceId P) const { return std::binary_search(Ids.begin(), Ids.end(), P); }

bool PlaceSet::insert(PlaceId P) {
  auto It = std::lower_bound(Ids.begin(), Ids.end(), P);
  if (It != Ids.end() && *It == P)
    return false;
  Ids.insert(It, P);
  return true;
}

void PlaceSet::erase(PlaceId P) {
  auto It = std::lower_bound(Ids.begin(), Ids.end(), P);
  if (It != Ids.end() && *It == P)
    Ids.erase(It);
}

bool PlaceSet::merge(const PlaceSet &O) {
  bool Grew = false;
  for (PlaceId P : O.Ids)
    Grew |= insert(P);
  return Grew;
}

} // namespace asyncsafe
