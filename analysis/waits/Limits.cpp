//===- Limits.cpp - Constant lengths of waits -----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/waits/Limits.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// The smallest constant that a field is assigned.
struct Least {
  std::optional<int64_t> Value;
  bool Known = true;

  void add(std::optional<int64_t> V) {
    Known &= V.has_value();
    if (V)
      Value = Value ? std::min(*Value, *V) : *V;
  }
};

Place fieldOf(Place Struct, const char *Name) {
  Struct.field(Name);
  return Struct;
}

bool isHandedOn(const Event &E, const Place &Struct) {
  return E.kind() == EventKind::Call && std::any_of(E.site().Args.begin(), E.site().Args.end(), [&](Place A) {
           return A.AddressOf && (A.AddressOf = false, Struct == A);
         });
}

} // namespace

std::optional<int64_t> constantLimit(const Unit &U, const Function &F, const Effect &Wait) {
  bool IsTimespec = Wait.Wait->Unit == LimitUnit::Timespec;
  if (!IsTimespec && Wait.Wait->Unit != LimitUnit::Timeval)
    return std::nullopt;
  Place Struct = Wait.Other;
  Struct.AddressOf = false;
  Place Seconds = fieldOf(Struct, "tv_sec"), Rest = fieldOf(Struct, IsTimespec ? "tv_nsec" : "tv_usec");
  Least Whole, Part;
  auto Note = [&](const Place &To, std::optional<int64_t> V) {
    if (To == Seconds)
      Whole.add(V);
    else if (To == Rest)
      Part.add(V);
    else if (To == Struct)
      Whole.add(std::nullopt);
  };
  if (Struct.Root == Place::RootKind::Global) {
    // Only a const object keeps its initial values.
    if (Struct.Object == NoId || !U.Objects[Struct.Object].IsConst)
      return std::nullopt;
    for (const InitialValue &V : U.InitialValues)
      Note(V.Subject, V.Constant);
  } else if (Struct.Root == Place::RootKind::Local || Struct.Root == Place::RootKind::Temporary) {
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.kind() == EventKind::Assign)
          Note(E.subject(), E.constant());
        else if (isHandedOn(E, Struct))
          return std::nullopt;
  }
  if (!Whole.Known || !Whole.Value)
    return std::nullopt;
  std::optional<int64_t> Length = nanoseconds(*Whole.Value, LimitUnit::Seconds);
  std::optional<int64_t> More = nanoseconds(Part.Known ? Part.Value.value_or(0) : 0,
                                            IsTimespec ? LimitUnit::Nanoseconds : LimitUnit::Microseconds);
  int64_t Sum;
  // On overflow, the seconds alone are used.
  return __builtin_add_overflow(*Length, *More, &Sum) ? *Length : Sum;
}

} // namespace asyncsafe
