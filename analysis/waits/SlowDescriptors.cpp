//===- SlowDescriptors.cpp - Descriptors that reading waits for -----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/waits/SlowDescriptors.h"

#include "analysis/engine/Paths.h"

#include <numeric>
#include <utility>

namespace asyncsafe {

SlowDescriptors::SlowDescriptors(const Unit &U, const Callees &Calls)
    : U(U), Calls(Calls), Known(U.Functions.size()) {
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    forEachEvent(U.Functions[F], [&](Position, const Event &E) {
      if (E.is(EffectKind::OpenSlow))
        learn(F, E.effect().Subject);
    });
  while (!Work.empty() || Shared) {
    if (std::exchange(Shared, false)) {
      Work.resize(U.Functions.size());
      std::iota(Work.begin(), Work.end(), 0);
    }
    for (FunctionId F : std::exchange(Work, {}))
      forEachEvent(U.Functions[F], [&](Position, const Event &E) { spread(F, E); });
  }
}

/// A parameter gets what any caller passes, and a result what any return gives.
void SlowDescriptors::spread(FunctionId In, const Event &E) {
  if (E.kind() == EventKind::Assign && isSlow(In, E.other()))
    learn(In, E.subject());
  if (E.kind() == EventKind::Return && isSlow(In, E.subject()))
    for (const CallEdge &C : Calls.callers(In))
      learn(C.From, C.At->site().Result);
  if (E.kind() != EventKind::Call)
    return;
  const FunctionId Body = calledBy(U, E, Runs::Surely);
  if (Body == NoId)
    return;
  for (unsigned I = 0; I < E.site().Args.size(); ++I)
    if (isSlow(In, E.site().Args[I])) {
      Place Formal;
      Formal.Root = Place::RootKind::Param;
      Formal.Index = I;
      learn(Body, Formal);
    }
}

bool SlowDescriptors::isSlow(FunctionId In, const Place &P) const {
  return !P.AddressOf && Known.contains(In, P);
}

void SlowDescriptors::learn(FunctionId In, const Place &P) {
  const DescriptorSet::Learnt More = Known.add(In, P);
  Shared |= More == DescriptorSet::Learnt::Everywhere;
  if (More != DescriptorSet::Learnt::Nothing)
    Work.push_back(In);
}

} // namespace asyncsafe
