//===- Catchers.cpp - Which functions' exceptions are caught --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Catchers.h"

#include "analysis/engine/Paths.h"
#include "analysis/exposures/Unwind.h"

#include <algorithm>

namespace asyncsafe {

namespace {
/// Sets of handlers that are told apart; more than any program's exceptions need.
constexpr size_t MaxSets = 64;
} // namespace

Catchers::Catchers(const Callees &Calls)
    : Calls(Calls), U(Calls.unit()), AddressTaken(addressesTaken(U)), StartsThread(U.Functions.size()),
      Below(U.Functions.size()) {
  for (const ThreadStart &T : Calls.threads())
    StartsThread[T.Body] = true;
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    const Function &Fn = U.Functions[F];
    for (const std::string &Key : Fn.Overrides)
      Overriders.emplace(Key, F);
    for (const UnwindScope &S : Fn.Scopes)
      for (const Handler &H : S.Handlers)
        if (Numbers.try_emplace({H.CatchAll, H.Type}, static_cast<unsigned>(Handlers.size())).second)
          Handlers.push_back(&H);
  }
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    forEachEvent(U.Functions[F], [&](Position, const Event &E) { Below[F].add(unknownIn(E)); });
  Live = live();
}

void Catchers::Unknown::add(const Unknown &Other) {
  Pointers |= Other.Pointers;
  Overriders |= Other.Overriders;
  Bodies.insert(Bodies.end(), Other.Bodies.begin(), Other.Bodies.end());
  Methods.insert(Methods.end(), Other.Methods.begin(), Other.Methods.end());
}

Catchers::Unknown Catchers::unknownIn(const Event &E) const {
  Unknown Out;
  if (E.kind() != EventKind::Call || E.site().Callee == NoId)
    return Out;
  const Callee &C = U.Callees[E.site().Callee];
  // A function that is given to the call may run in it; a thread's runs in no frame of its starter.
  for (const FunctionArgument &A : E.site().FunctionArgs)
    if (FunctionId Body = bodyOf(U, A.Function, Runs::Perhaps); Body != NoId && !StartsThread[Body])
      Out.Bodies.push_back(Body);
  if (C.Virtual) {
    Out.Methods.push_back(E.site().Callee);
  } else if (C.Indirect) {
    const FunctionValues::Answer *Behind = Calls.values().calledBy(E);
    Out.Pointers = !Behind || !Behind->All;
  } else if (isOpen(U, E.site().Callee) && !C.IsC && !C.Standard && !C.System) {
    Out.Pointers = Out.Overriders = true; // a library that may call back
  }
  return Out;
}

const Catchers::Takers &Catchers::takersOf(const ExposedPoint &P) {
  auto [It, New] = ByType.try_emplace(P.type());
  if (!New)
    return It->second;
  Effect Strikes;
  Strikes.Kind = EffectKind::Interrupt;
  Strikes.Raises = P.Why;
  Strikes.Why = P.From;
  for (const Handler *H : Handlers)
    It->second.push_back(match(*H, Strikes, U) != Match::No);
  return It->second;
}

bool Catchers::isCaughtAround(FunctionId F, ScopeId Innermost, const Takers &Take) const {
  const Function &Fn = U.Functions[F];
  for (ScopeId Id = Innermost; Id != NoId; Id = Fn.Scopes[Id].Parent)
    for (const Handler &H : Fn.Scopes[Id].Handlers)
      if (Take[Numbers.at({H.CatchAll, H.Type})])
        return true;
  return false;
}

std::vector<bool> Catchers::spread(std::vector<FunctionId> Work, const Unknown &Besides) const {
  std::vector<bool> Out(U.Functions.size());
  for (FunctionId F : Work)
    Out[F] = true;
  std::vector<bool> Entered(U.Callees.size()); ///< methods
  bool Pointers = false, AllOverriders = false;
  auto Mark = [&](FunctionId F) {
    if (!Out[F]) {
      Out[F] = true;
      Work.push_back(F);
    }
  };
  auto MarkUnknown = [&](const Unknown &Called) {
    for (FunctionId F : Called.Bodies)
      Mark(F);
    for (CalleeId M : Called.Methods) {
      auto [First, Last] = Overriders.equal_range(U.Callees[M].Key);
      for (auto It = First; It != Last && !Entered[M]; ++It)
        Mark(It->second);
      Entered[M] = true;
    }
    bool NewPointers = Called.Pointers && !std::exchange(Pointers, Pointers || Called.Pointers);
    bool NewOverriders =
        Called.Overriders && !std::exchange(AllOverriders, AllOverriders || Called.Overriders);
    for (FunctionId F = 0; (NewPointers || NewOverriders) && F < Out.size(); ++F)
      if ((NewPointers && AddressTaken[F] && !StartsThread[F]) ||
          (NewOverriders && !U.Functions[F].Overrides.empty()))
        Mark(F);
  };
  MarkUnknown(Besides);
  while (!Work.empty()) {
    FunctionId F = Work.back();
    Work.pop_back();
    for (const CallEdge &C : Calls.callees(F))
      Mark(C.To);
    MarkUnknown(Below[F]);
  }
  return Out;
}

std::vector<bool> Catchers::live() const {
  std::vector<FunctionId> Roots;
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    if (const Function &Fn = U.Functions[F];
        Fn.IsMain || StartsThread[F] || AddressTaken[F] || Fn.HasOtherNames || !Fn.Overrides.empty())
      Roots.push_back(F);
  return spread(std::move(Roots), {});
}

std::vector<bool> Catchers::calledBelow(const Takers &Take) const {
  std::vector<FunctionId> Roots;
  Unknown Besides;
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    const Function &Fn = U.Functions[F];
    if (Fn.HasOtherNames)
      Roots.push_back(F); // its callers are not known
    if (!Live[F] || std::none_of(Fn.Scopes.begin(), Fn.Scopes.end(),
                                 [](const UnwindScope &S) { return !S.Handlers.empty(); }))
      continue;
    for (const CallEdge &C : Calls.callees(F))
      if (isCaughtAround(F, C.At->Scope, Take))
        Roots.push_back(C.To);
    forEachEvent(Fn, [&](Position, const Event &E) {
      if (isCaughtAround(F, E.Scope, Take))
        Besides.add(unknownIn(E));
    });
  }
  return spread(std::move(Roots), Besides);
}

bool Catchers::mayCatch(FunctionId F, const ExposedPoint &P) {
  const Takers &Take = takersOf(P);
  if (!Live[F] || isCaughtAround(F, P.At->Scope, Take))
    return true;
  auto Known = Caught.find(Take);
  if (Known == Caught.end()) {
    if (Caught.size() == MaxSets)
      return true;
    Known = Caught.emplace(Take, calledBelow(Take)).first;
  }
  return Known->second[F];
}

} // namespace asyncsafe
