//===- RegistrationScope.cpp - Canonical form of registrations ------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/RegistrationScope.h"

#include "analysis/engine/Callees.h"

#include <algorithm>

namespace asyncsafe {

bool registersHandler(const Event &E) { return E.is(EffectKind::RegisterHandler); }

RegistrationScope::RegistrationScope(const Unit &U) : U(U), HasCaller(U.Functions.size()) {
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    bool Registers = false;
    for (const Block &B : U.Functions[F].Blocks)
      for (const Event &E : B.Events) {
        Registers = Registers || registersHandler(E);
        if (FunctionId Body = bodyOf(E); Body != NoId)
          HasCaller[Body] = HasCaller[Body] || Body != F;
      }
    if (Registers)
      alternatives(U.Functions[F]);
  }
}

FunctionId RegistrationScope::bodyOf(const Event &E) const { return calledBy(U, E, Runs::Perhaps); }

Place RegistrationScope::canonical(Place P) const {
  for (const std::vector<Projection> &Path : Alternatives)
    if (P.Path.size() >= Path.size() && std::equal(Path.rbegin(), Path.rend(), P.Path.steps().rbegin())) {
      P.Path.resize(P.Path.size() - Path.size());
      P.field("handler");
      break;
    }
  return P;
}

/// Collects the fields after the struct in the subjects of one call's registrations.
void RegistrationScope::alternatives(const Function &F) {
  for (const Block &B : F.Blocks)
    for (size_t I = 0, End; I < B.Events.size(); I = End) {
      std::vector<const Place *> Subjects;
      for (End = I;
           End < B.Events.size() && registersHandler(B.Events[End]) && B.Events[End].Expr == B.Events[I].Expr;
           ++End)
        Subjects.push_back(&B.Events[End].effect().Subject);
      End = std::max(End, I + 1);
      if (Subjects.size() > 1)
        addAlternatives(Subjects);
    }
  std::sort(Alternatives.begin(), Alternatives.end(),
            [](const auto &A, const auto &B) { return A.size() > B.size(); });
}

void RegistrationScope::addAlternatives(const std::vector<const Place *> &Subjects) {
  size_t Common = Subjects.front()->Path.size();
  for (const Place *P : Subjects) {
    auto Differ = std::mismatch(P->Path.begin(), P->Path.end(), Subjects.front()->Path.begin(),
                                Subjects.front()->Path.end());
    Common = std::min<size_t>(Common, Differ.first - P->Path.begin());
  }
  for (const Place *P : Subjects) {
    std::vector<Projection> Path(P->Path.begin() + Common, P->Path.end());
    if (!Path.empty() && std::find(Alternatives.begin(), Alternatives.end(), Path) == Alternatives.end())
      Alternatives.push_back(std::move(Path));
  }
}

} // namespace asyncsafe
