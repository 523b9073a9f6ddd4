//===- RegistrationSlice.cpp - What a registration depends on -------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/RegistrationSlice.h"

#include "analysis/engine/Loops.h"

#include <algorithm>

namespace asyncsafe {

namespace {

constexpr unsigned NoRoot = 0;

/// A variable of this function that holds what its callers passed.
bool standsForCallers(const Place &P) {
  return P.Root == Place::RootKind::Param || P.Root == Place::RootKind::This ||
         P.Root == Place::RootKind::OuterThis;
}

bool hasDeref(const Place &P) {
  return std::any_of(P.Path.begin(), P.Path.end(),
                     [](const Projection &Step) { return Step.K == Projection::Kind::Deref; });
}

} // namespace

RegistrationSlice::RegistrationSlice(const RegistrationScope &S)
    : S(S), U(S.U), Parts(U.Functions.size()), Levels(1, Level::None) {
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    collect(F);
  spread();
  findStores();
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    if (Parts[F].Registers || Parts[F].Fills) {
      findSteps(F);
      Parts[F].Order = forwardOrder(U.Functions[F]);
    }
}

/// Locals are numbered across the whole unit; a lambda uses the numbers of its enclosing function.
RegistrationSlice::RootKey RegistrationSlice::keyOf(FunctionId F, const Place &P) {
  bool Named = P.Root == Place::RootKind::Global;
  return {P.Root, standsForCallers(P) ? F : 0, P.Index, Named ? P.Name.str() : std::string()};
}

RegistrationSlice::RootId RegistrationSlice::rootOf(FunctionId F, const Place &P) {
  if (P.isNone())
    return NoRoot;
  auto [It, New] = Roots.try_emplace(keyOf(F, P), static_cast<RootId>(Levels.size()));
  if (New) {
    Levels.push_back(Level::None);
    if (standsForCallers(P))
      Parts[F].Own.push_back(It->second);
  }
  return It->second;
}

RegistrationSlice::RootId RegistrationSlice::formal(FunctionId F, Place::RootKind Kind, unsigned Index) {
  Place P;
  P.Root = Kind;
  P.Index = Index;
  return rootOf(F, P);
}

bool RegistrationSlice::tracks(FunctionId F, const Place &P) const {
  auto It = Roots.find(keyOf(F, P));
  return It != Roots.end() && Levels[It->second] != Level::None;
}

/// Everything in \p F that may turn out to be relevant.
void RegistrationSlice::collect(FunctionId F) {
  Part &P = Parts[F];
  for (const Block &B : U.Functions[F].Blocks) {
    for (const Event &E : B.Events) {
      if (E.kind() == EventKind::Assign) {
        bool Outlives = E.subject().Root == Place::RootKind::Global ||
                        (standsForCallers(E.subject()) && hasDeref(E.subject()));
        P.Moves.push_back({rootOf(F, E.subject()), rootOf(F, E.other()), Outlives});
      } else if (registersHandler(E)) {
        P.Direct = P.Registers = true;
        for (const Place *Given : {&E.effect().Subject, &E.effect().Other, &E.effect().Owner})
          P.Registered.push_back(rootOf(F, *Given));
        for (const Condition &C : E.effect().When)
          P.Registered.push_back(rootOf(F, C.Subject));
      } else if (FunctionId Body = S.bodyOf(E); Body != NoId) {
        Call C;
        C.Body = Body;
        C.This = formal(F, Place::RootKind::This, 0);
        C.FormalThis = formal(Body, Place::RootKind::This, 0);
        for (unsigned I = 0; I < E.site().Args.size(); ++I) {
          C.Args.push_back(rootOf(F, E.site().Args[I]));
          C.Formals.push_back(formal(Body, Place::RootKind::Param, I));
        }
        C.GivesAddress = std::any_of(E.site().Args.begin(), E.site().Args.end(),
                                     [](const Place &A) { return A.AddressOf; });
        P.Calls.push_back(std::move(C));
      }
    }
    for (const Edge &E : B.Successors)
      if (E.When)
        P.Conditions.push_back(rootOf(F, E.When->Subject));
  }
}

bool RegistrationSlice::raise(RootId R, Level L) {
  if (R == NoRoot || Levels[R] >= L)
    return false;
  Levels[R] = L;
  return true;
}

void RegistrationSlice::spread() {
  for (bool Grew = true; Grew;) {
    Grew = false;
    for (Part &P : Parts)
      Grew |= spread(P);
  }
}

/// Propagates from relevant variables and calls to the places that their values come from.
bool RegistrationSlice::spread(Part &P) {
  bool Grew = false;
  for (const Call &C : P.Calls)
    if (Parts[C.Body].PassesUp && !P.Registers)
      Grew = P.Registers = true;
  if (!P.Registers && !P.Fills)
    return Grew;
  if (P.Direct)
    for (RootId R : P.Registered)
      Grew |= raise(R, Level::Value);
  for (const Move &M : P.Moves)
    Grew |= raise(M.From, Levels[M.To]);
  for (const Call &C : P.Calls)
    Grew |= spread(C);
  auto IsValue = [&](RootId R) { return Levels[R] == Level::Value; };
  // A function that registers one handler for one signal registers it on every path.
  bool Varies = std::any_of(P.Moves.begin(), P.Moves.end(), [&](const Move &M) { return IsValue(M.To); }) ||
                std::any_of(P.Own.begin(), P.Own.end(), IsValue);
  if (Varies)
    for (RootId R : P.Conditions)
      Grew |= raise(R, Level::Condition);
  bool ByWay = P.Direct && Varies && std::any_of(P.Conditions.begin(), P.Conditions.end(), [&](RootId R) {
                 return std::find(P.Own.begin(), P.Own.end(), R) != P.Own.end();
               });
  if (P.Registers && !P.PassesUp && (ByWay || std::any_of(P.Own.begin(), P.Own.end(), IsValue)))
    Grew = P.PassesUp = true;
  return Grew;
}

bool RegistrationSlice::spread(const Call &C) {
  bool Grew = false;
  Part &Body = Parts[C.Body];
  bool Fills = false;
  for (size_t I = 0; I < C.Args.size(); ++I)
    if ((C.GivesAddress || Body.Registers) && Levels[C.Args[I]] == Level::Value) {
      Grew |= raise(C.Formals[I], Level::Value);
      Fills = true;
    }
  if (Fills && !Body.Fills)
    Grew = Body.Fills = true;
  if (!Fills && !Body.PassesUp)
    return Grew;
  for (size_t I = 0; I < C.Args.size(); ++I)
    Grew |= raise(C.Args[I], Levels[C.Formals[I]]);
  return Grew | raise(C.This, Levels[C.FormalThis]);
}

void RegistrationSlice::findStores() {
  for (Part &P : Parts)
    P.Stores = (P.Registers || P.Fills) && std::any_of(P.Moves.begin(), P.Moves.end(), [&](const Move &M) {
                 return M.Outlives && Levels[M.To] == Level::Value;
               });
  for (bool Grew = true; Grew;) {
    Grew = false;
    for (Part &P : Parts) {
      bool Inside =
          !P.Stores && (P.Registers || P.Fills) &&
          std::any_of(P.Calls.begin(), P.Calls.end(), [&](const Call &C) { return Parts[C.Body].Stores; });
      if (Inside)
        Grew = P.Stores = true;
    }
  }
}

void RegistrationSlice::findSteps(FunctionId F) {
  const Function &Fn = U.Functions[F];
  Part &P = Parts[F];
  P.Steps.resize(Fn.Blocks.size());
  for (BlockId B = 0; B < Fn.Blocks.size(); ++B)
    for (const Event &E : Fn.Blocks[B].Events) {
      if (E.kind() == EventKind::Assign) {
        if (tracks(F, E.subject()))
          P.Steps[B].push_back({&E, S.canonical(E.subject()), S.canonical(E.other())});
        continue;
      }
      bool Changes = std::any_of(E.site().Args.begin(), E.site().Args.end(),
                                 [&](const Place &A) { return A.AddressOf && tracks(F, A); });
      FunctionId Body = S.bodyOf(E);
      bool Enters = Body != NoId && (Parts[Body].PassesUp || Parts[Body].Stores);
      if (registersHandler(E) || (E.kind() == EventKind::Call && (Changes || Enters)))
        P.Steps[B].push_back({&E, {}, {}});
    }
}

} // namespace asyncsafe
