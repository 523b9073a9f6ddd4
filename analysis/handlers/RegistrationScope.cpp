//===- RegistrationScope.cpp - Which functions register handlers ----------===//

#include "analysis/handlers/RegistrationFlow.h"

#include <algorithm>

namespace asyncsafe {

bool registersHandler(const Event &E) {
  return E.Kind == EventKind::Effect && E.E.Kind == EffectKind::RegisterHandler;
}

RegistrationScope::RegistrationScope(const Unit &U)
    : U(U), Concerned(U.Functions.size()), HasCaller(U.Functions.size()) {
  std::vector<std::vector<FunctionId>> Callers(U.Functions.size());
  std::vector<FunctionId> Work;
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    for (const Block &B : U.Functions[F].Blocks)
      for (const Event &E : B.Events) {
        if (registersHandler(E) && !Concerned[F]) {
          Concerned[F] = true;
          Work.push_back(F);
        }
        if (FunctionId Body = bodyOf(E); Body != NoId) {
          Callers[Body].push_back(F);
          HasCaller[Body] = HasCaller[Body] || Body != F;
        }
      }
  for (FunctionId F : Work)
    alternatives(U.Functions[F]);
  while (!Work.empty()) {
    FunctionId F = Work.back();
    Work.pop_back();
    for (FunctionId Caller : Callers[F])
      if (!Concerned[Caller]) {
        Concerned[Caller] = true;
        Work.push_back(Caller);
      }
  }
}

FunctionId RegistrationScope::bodyOf(const Event &E) const {
  return E.Kind == EventKind::Call && E.Site.Callee != NoId ? U.Callees[E.Site.Callee].Body : NoId;
}

Place RegistrationScope::canonical(Place P) const {
  for (const std::vector<Projection> &Path : Alternatives)
    if (P.Path.size() >= Path.size() && std::equal(Path.rbegin(), Path.rend(), P.Path.rbegin())) {
      P.Path.resize(P.Path.size() - Path.size());
      P.field("handler");
      break;
    }
  return P;
}

/// Collects what follows the struct in the subjects of one call's registrations.
void RegistrationScope::alternatives(const Function &F) {
  for (const Block &B : F.Blocks)
    for (size_t I = 0, End; I < B.Events.size(); I = End) {
      std::vector<const Place *> Subjects;
      for (End = I;
           End < B.Events.size() && registersHandler(B.Events[End]) && B.Events[End].Expr == B.Events[I].Expr;
           ++End)
        Subjects.push_back(&B.Events[End].E.Subject);
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
