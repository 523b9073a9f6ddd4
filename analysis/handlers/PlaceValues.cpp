//===- PlaceValues.cpp - Values of places: constants and functions --------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/PlaceValues.h"

#include <algorithm>
#include <tuple>

namespace asyncsafe {

namespace {

constexpr size_t MaxValues = 16;
/// A loop over a tree or list would build ever longer places.
constexpr size_t MaxSteps = 8;

bool isAnything(const PlaceValue &V) {
  return V.K == PlaceValue::Kind::Integer && V.Ones == 0 && V.Zeros == 0;
}

/// A store to a place with an array index adds to the known values, since the element is unknown.
bool isWeak(const Place &P) {
  return std::any_of(P.Path.begin(), P.Path.end(),
                     [](const Projection &Step) { return Step.K == Projection::Kind::Index; });
}

/// What a pointer that points to one of \p Values holds once it has moved on: another element.
PlaceValues movedAlong(PlaceValues Values) {
  for (PlaceValue &V : Values) {
    if (V.K != PlaceValue::Kind::Entry)
      V = PlaceValue::unknown();
    else if (V.From.Path.empty() || V.From.Path.back().K != Projection::Kind::Index)
      V.From.index();
  }
  return Values;
}

/// Its value on entry may come from elsewhere.
bool comesFromOutside(const Place &P) {
  return P.Root == Place::RootKind::Param || P.Root == Place::RootKind::Global ||
         P.Root == Place::RootKind::This || P.Root == Place::RootKind::OuterThis;
}

} // namespace

bool PlaceOrder::operator()(const Place &A, const Place &B) const {
  if (A.Root != B.Root)
    return A.Root < B.Root;
  if (A.Index != B.Index)
    return A.Index < B.Index;
  if (A.Root == Place::RootKind::Global)
    if (int Names = A.Name.compare(B.Name))
      return Names < 0;
  if (A.AddressOf != B.AddressOf)
    return A.AddressOf < B.AddressOf;
  for (size_t I = 0; I < A.Path.size() && I < B.Path.size(); ++I) {
    const Projection &L = A.Path[I], &R = B.Path[I];
    if (L.K != R.K)
      return L.K < R.K;
    if (int Names = L.Name.compare(R.Name))
      return Names < 0;
  }
  return A.Path.size() < B.Path.size();
}

PlaceValue PlaceValue::integer(int64_t C) {
  PlaceValue V;
  V.Ones = C;
  V.Zeros = ~C;
  return V;
}

PlaceValue PlaceValue::function(CalleeId F) {
  PlaceValue V;
  V.K = Kind::Function;
  V.F = F;
  return V;
}

PlaceValue PlaceValue::entry(Place From) {
  PlaceValue V;
  V.K = Kind::Entry;
  V.From = std::move(From);
  return V;
}

std::optional<int64_t> PlaceValue::constant() const {
  return K == Kind::Integer && (Ones | Zeros) == -1 ? std::optional(Ones) : std::nullopt;
}

bool PlaceValue::operator==(const PlaceValue &V) const {
  return K == V.K && Ones == V.Ones && Zeros == V.Zeros && F == V.F && From == V.From;
}

bool addValues(PlaceValues &Into, const PlaceValues &From) {
  bool Changed = false;
  for (const PlaceValue &V : From) {
    bool Full = Into.size() >= MaxValues;
    if (Full && std::any_of(Into.begin(), Into.end(), isAnything))
      break;
    const PlaceValue New = Full ? PlaceValue::unknown() : V;
    if (std::find(Into.begin(), Into.end(), New) == Into.end()) {
      Into.push_back(New);
      Changed = true;
    }
  }
  return Changed;
}

std::optional<int64_t> onlyConstant(const PlaceValues &Values) {
  return Values.size() == 1 ? Values.front().constant() : std::nullopt;
}

PlaceValues PlaceState::read(const Place &P) const {
  if (P.isNone())
    return {PlaceValue::unknown()};
  if (P.AddressOf)
    return {PlaceValue::entry(P)};
  Place Whole = P;
  for (size_t Length = P.Path.size() + 1; Length-- > 0;) {
    Whole.Path.resize(Length);
    auto It = Known.find(Whole);
    if (It == Known.end())
      continue;
    PlaceValues Out;
    for (const PlaceValue &V : It->second) {
      bool IsWhole = Length == P.Path.size();
      if (IsWhole || V.constant() == 0) {
        addValues(Out, {V});
      } else if (V.K == PlaceValue::Kind::Entry) {
        Place Part = V.From;
        for (size_t I = Length; I < P.Path.size(); ++I)
          Part.append(P.Path[I]);
        Part.Object = P.Object;
        addValues(
            Out, {Part.Path.size() <= MaxSteps ? PlaceValue::entry(std::move(Part)) : PlaceValue::unknown()});
      } else {
        addValues(Out, {PlaceValue::unknown()});
      }
    }
    return Out;
  }
  return {comesFromOutside(P) ? PlaceValue::entry(P) : PlaceValue::unknown()};
}

void PlaceState::write(const Place &P, PlaceValues Values) {
  if (P.isNone() || P.AddressOf)
    return;
  if (isWeak(P)) {
    if (auto It = Known.find(P); It != Known.end())
      addValues(It->second, Values);
    else
      Known.emplace(P, std::move(Values));
    return;
  }
  for (auto It = Known.lower_bound(P); It != Known.end() && It->first.startsWith(P);)
    It = Known.erase(It);
  // A place that would be read as unknown anyway is not stored.
  if (Values.size() == 1 && isAnything(Values.front()) && !comesFromOutside(P) && !knowsWholeOf(P))
    return;
  Known.emplace(P, std::move(Values));
}

bool PlaceState::knowsWholeOf(const Place &P) const {
  Place Whole = P;
  while (!Whole.Path.empty()) {
    Whole.Path.pop_back();
    if (Known.count(Whole))
      return true;
  }
  return false;
}

void PlaceState::assign(const Place &To, const Place &From, const Event &E) {
  if (E.function() != NoId)
    return write(To, {PlaceValue::function(E.function())});
  if (E.constant())
    return write(To, {PlaceValue::integer(*E.constant())});
  if (E.sets() || E.clears()) {
    PlaceValues Changed;
    for (PlaceValue V : read(To)) {
      if (V.K != PlaceValue::Kind::Integer)
        V = PlaceValue::unknown();
      V.Ones = (V.Ones | E.sets()) & ~E.clears();
      V.Zeros = (V.Zeros | E.clears()) & ~E.sets();
      addValues(Changed, {V});
    }
    return write(To, std::move(Changed));
  }
  if (E.adds() != 0 && From.isNone())
    return write(To, movedAlong(read(To)));
  // A copy of a struct copies its parts.
  std::vector<std::pair<Place, PlaceValues>> Parts;
  if (!From.isNone() && !From.AddressOf)
    for (auto It = Known.upper_bound(From); It != Known.end() && It->first.startsWith(From); ++It) {
      Place Part = To;
      for (size_t I = From.Path.size(); I < It->first.Path.size(); ++I)
        Part.append(It->first.Path[I]);
      Part.Object = It->first.Object;
      Parts.emplace_back(std::move(Part), It->second);
    }
  write(To, read(From));
  for (auto &[Part, Held] : Parts)
    write(Part, std::move(Held));
}

bool PlaceState::join(const PlaceState &From) {
  bool Changed = false;
  // If one side does not know a place, it reads it from its entry value or its enclosing place.
  for (auto &[P, Values] : Known)
    if (!From.Known.count(P))
      Changed |= addValues(Values, From.read(P));
  for (auto &[P, Values] : From.Known) {
    auto It = Known.find(P);
    if (It == Known.end()) {
      PlaceValues Here = read(P);
      addValues(Here, Values);
      Known.emplace(P, std::move(Here));
      Changed = true;
    } else {
      Changed |= addValues(It->second, Values);
    }
  }
  return Changed;
}

} // namespace asyncsafe
