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

static bool hasHandlerAround(const Function &F, ScopeId Innermost) {
  for (ScopeId Id = Innermost; Id != NoId; Id = F.Scopes[Id].Parent)
    if (!F.Scopes[Id].Handlers.empty())
      return true;
  return false;
}

/// An exception that leaves the first function of a std::thread, or of one that C code started, ends the
/// program; std::async and libraries keep it. A lambda that no code in sight calls has no other frames
/// further out.
bool OuterFrames::endsProgramWithThread(const Function &F) const {
  auto Id = static_cast<FunctionId>(&F - U.Functions.data());
  if (!F.IsLambda || !Calls.startsThread(Id) || !Calls.callers(Id).empty())
    return false;
  return std::all_of(Calls.threads().begin(), Calls.threads().end(), [&](const ThreadStart &T) {
    CalleeId By = T.At->site().Callee;
    return T.Body != Id ||
           (By != NoId && (U.Callees[By].IsC || (U.Callees[By].Constructor && U.Callees[By].Standard)));
  });
}

bool OuterFrames::endsProgram(const Exposure &X, const ExposedPoint &P) {
  if ((P.Why != Source::Throw && P.Why != Source::Jump) || outlivesProcess(X.Resource))
    return false;
  if (P.Why == Source::Throw && endsProgramWithThread(*X.In) && !hasHandlerAround(*X.In, P.At->Scope))
    return true;
  if (!isWholeProgram(U))
    return false;
  auto In = static_cast<FunctionId>(X.In - U.Functions.data());
  return P.Why == Source::Throw ? !frames().Caught.mayCatch(In, P) : !frames().Landed.mayLand(In, P);
}

OuterFrames::Frames &OuterFrames::frames() {
  if (!Outer)
    Outer.emplace(Calls);
  return *Outer;
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

void OuterFrames::markLostOnce(std::vector<Exposure> &Found) {
  if (!isWholeProgram(U))
    return;
  for (Exposure &X : Found) {
    auto IsOnce = [&](const ExposedPoint &P) {
      return (P.Why == Source::Throw || P.Why == Source::Jump) && frames().After.isLostOnce(X, P);
    };
    X.LostOnce = X.Further == 0 && !outlivesProcess(X.Resource) &&
                 std::all_of(X.Points.begin(), X.Points.end(), IsOnce);
  }
}

void OuterFrames::judge(std::vector<Exposure> &Found) {
  bool IsWhole = isWholeProgram(U);
  dropPoints(Found, [&](const Exposure &X, const ExposedPoint &P) {
    bool IsCancelled = IsWhole && X.Resource == ResourceKind::Lock && P.Why == Source::Cancel;
    return endsProgram(X, P) ||
           (IsCancelled && isReleased(static_cast<FunctionId>(X.In - U.Functions.data()), X.PlaceText));
  });
  markLostOnce(Found);
}

} // namespace asyncsafe
