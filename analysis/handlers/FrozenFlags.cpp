//===- FrozenFlags.cpp - Variables that are never stored to ---------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/FrozenFlags.h"

#include <algorithm>

namespace asyncsafe {

std::optional<int64_t> FrozenFlags::valueOf(const Place &P) {
  bool Plain = P.Root == Place::RootKind::Global && P.Path.empty() && !P.AddressOf && P.Object != NoId;
  // Code that was not captured could store to it.
  if (!Plain || !U.Objects[P.Object].IsLocalToUnit || !U.Objects[P.Object].IsScalar || !U.Refusals.empty())
    return std::nullopt;
  auto [It, New] = Values.try_emplace(P.Object);
  if (New && !isStoredTo(P.Object))
    It->second = initially(P);
  return It->second;
}

/// It is stored to, or its address is given away.
bool FrozenFlags::isStoredTo(ObjectId O) const {
  auto Given = [&](const Place &P) { return P.Object == O && P.AddressOf; };
  auto Passed = [&](const Place &P) { return P.Object == O && (P.AddressOf || U.IsCxx); };
  auto Stores = [&](const Event &E) {
    bool Target = E.kind() == EventKind::Assign || E.is(EffectKind::Store);
    return (Target && (E.subject().Object == O || E.effect().Subject.Object == O)) || Given(E.subject()) ||
           Given(E.other()) || Passed(E.site().This) ||
           std::any_of(E.site().Args.begin(), E.site().Args.end(), Passed);
  };
  return std::any_of(U.InitialValues.begin(), U.InitialValues.end(),
                     [&](const InitialValue &V) { return Given(V.Subject); }) ||
         std::any_of(U.Functions.begin(), U.Functions.end(), [&](const Function &F) {
           return std::any_of(F.Blocks.begin(), F.Blocks.end(), [&](const Block &B) {
             return std::any_of(B.Events.begin(), B.Events.end(), Stores);
           });
         });
}

/// In C++ the initial value may be computed at startup unless it is constant.
std::optional<int64_t> FrozenFlags::initially(const Place &P) const {
  for (const InitialValue &V : U.InitialValues)
    if (V.Subject == P)
      return V.Constant;
  return U.IsCxx ? std::nullopt : std::optional<int64_t>(0);
}

} // namespace asyncsafe
