//===- OuterFrames.cpp - What the frames further out do -------------------===//

#include "analysis/exposures/OuterFrames.h"

#include "analysis/engine/FunctionValues.h"
#include "analysis/exposures/DropPoints.h"

#include <algorithm>

namespace asyncsafe {

namespace {

bool outlivesProcess(ResourceKind K) {
  return K == ResourceKind::Terminal || K == ResourceKind::Name || K == ResourceKind::Ipc;
}

bool isCaughtAround(const Function &F, ScopeId Id) {
  for (; Id != NoId; Id = F.Scopes[Id].Parent)
    if (F.Scopes[Id].Kind == ScopeKind::Try)
      return true;
  return false;
}

} // namespace

std::vector<bool> OuterFrames::findCaught() const {
  const std::vector<bool> InSight = callersKnown(U);
  std::vector<bool> Out(U.Functions.size()), ByPointer(U.Functions.size());
  std::vector<FunctionId> Work;
  auto Catch = [&](FunctionId F) {
    if (!Out[F]) {
      Out[F] = true;
      Work.push_back(F);
    }
  };
  bool Anybody = false; // what is called by a pointer, or as an overrider, may be caught
  auto CallsAnybody = [&](const Event &E) {
    if (E.kind() != EventKind::Call || E.site().Callee == NoId)
      return false;
    const Callee &C = U.Callees[E.site().Callee];
    return C.Indirect || C.Virtual || !E.site().FunctionArgs.empty();
  };
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    const Function &Fn = U.Functions[F];
    if (!Fn.IsMain && !Calls.startsThread(F)) {
      ByPointer[F] = !InSight[F];
      if (InSight[F] && Calls.callers(F).empty())
        Catch(F);
    }
    if (std::none_of(Fn.Scopes.begin(), Fn.Scopes.end(),
                     [](const UnwindScope &S) { return S.Kind == ScopeKind::Try; }))
      continue;
    for (const CallEdge &C : Calls.callees(F))
      if (isCaughtAround(Fn, C.At->Scope))
        Catch(C.To);
    forEachEvent(
        Fn, [&](Position, const Event &E) { Anybody |= CallsAnybody(E) && isCaughtAround(Fn, E.Scope); });
  }
  for (bool Spread = false; !Work.empty() || (Anybody && !Spread);) {
    if (Anybody && !Spread) {
      Spread = true;
      for (FunctionId F = 0; F < U.Functions.size(); ++F)
        if (ByPointer[F])
          Catch(F);
      continue;
    }
    FunctionId F = Work.back();
    Work.pop_back();
    for (const CallEdge &C : Calls.callees(F))
      Catch(C.To);
    forEachEvent(U.Functions[F], [&](Position, const Event &E) { Anybody |= CallsAnybody(E); });
  }
  return Out;
}

bool OuterFrames::endsProgram(const Exposure &X, const ExposedPoint &P) {
  if (P.Why != Source::Throw || outlivesProcess(X.Resource) || !isWholeProgram(U) ||
      isCaughtAround(*X.In, P.At->Scope))
    return false;
  if (!Caught)
    Caught = findCaught();
  return !(*Caught)[X.In - U.Functions.data()];
}

std::set<std::string> OuterFrames::releasedAround(const CallEdge &C) {
  const Function &F = U.Functions[C.From];
  auto [It, New] = Releases.try_emplace(C.From);
  auto RunsOnCancel = [](const UnwindScope &S) {
    return S.Kind == ScopeKind::Cleanup && (S.RunsOn & (1u << static_cast<unsigned>(Source::Cancel)));
  };
  if (New && std::any_of(F.Scopes.begin(), F.Scopes.end(), RunsOnCancel)) {
    Steps S = resolve(U, F, {}, Oracle);
    for (ScopeId Id = 0; Id < F.Scopes.size(); ++Id)
      for (const Step &Each : RunsOnCancel(F.Scopes[Id]) ? S.Scopes[Id].Steps : std::vector<Step>())
        if (Each.is(EffectKind::Release) && Each.Subject != NoPlace &&
            S.Places[Each.Subject].Root == Place::RootKind::Global &&
            Each.effect().Sure == Certainty::Definite)
          It->second[Id].insert(spelling(S.Places[Each.Subject]));
  }
  std::set<std::string> Out;
  for (ScopeId Id = C.At->Scope; Id != NoId; Id = F.Scopes[Id].Parent)
    if (auto Known = It->second.find(Id); Known != It->second.end())
      Out.insert(Known->second.begin(), Known->second.end());
  return Out;
}

bool OuterFrames::isReleased(FunctionId Asked, const std::string &Lock) {
  auto [It, New] = Known.try_emplace({Asked, Lock}, true);
  if (!New)
    return It->second;
  // Back over the calls that no such routine stands around, to where a thread begins.
  std::set<FunctionId> Seen{Asked};
  std::vector<FunctionId> Work{Asked};
  while (!Work.empty() && It->second) {
    FunctionId F = Work.back();
    Work.pop_back();
    bool Called = false;
    for (const CallEdge &C : Calls.callers(F)) {
      if (!Who.canBeCancelled(C.From))
        continue;
      Called = true;
      if (!releasedAround(C).count(Lock) && Seen.insert(C.From).second)
        Work.push_back(C.From);
    }
    It->second = Called && !Calls.startsThread(F);
  }
  return It->second;
}

void OuterFrames::drop(std::vector<Exposure> &Found) {
  bool IsWhole = isWholeProgram(U);
  dropPoints(Found, [&](const Exposure &X, const ExposedPoint &P) {
    bool IsCancelled = IsWhole && X.Resource == ResourceKind::Lock && P.Why == Source::Cancel;
    return endsProgram(X, P) ||
           (IsCancelled && isReleased(static_cast<FunctionId>(X.In - U.Functions.data()), X.PlaceText));
  });
}

} // namespace asyncsafe
