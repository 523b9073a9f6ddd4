//===- OuterFrames.cpp - What the frames further out do -------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/OuterFrames.h"

#include "analysis/engine/FunctionValues.h"
#include "analysis/exposures/DropPoints.h"

#include <algorithm>

namespace asyncsafe {

namespace {

bool outlivesProcess(ResourceKind K) {
  return K == ResourceKind::Terminal || K == ResourceKind::Name || K == ResourceKind::Ipc;
}

} // namespace

bool OuterFrames::endsProgram(const Exposure &X, const ExposedPoint &P) {
  if (P.Why != Source::Throw || outlivesProcess(X.Resource) || !isWholeProgram(U))
    return false;
  if (!Caught)
    Caught.emplace(Calls);
  return !Caught->mayCatch(static_cast<FunctionId>(X.In - U.Functions.data()), P);
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
