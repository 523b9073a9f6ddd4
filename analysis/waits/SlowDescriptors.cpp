//===- SlowDescriptors.cpp - Descriptors that reading waits for -----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/waits/SlowDescriptors.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"

namespace asyncsafe {

SlowDescriptors::SlowDescriptors(const Unit &U) : Known(U.Functions.size()), Elsewhere(U.Functions.size()) {
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    forEachEvent(U.Functions[F], [&](Position, const Event &E) {
      if (E.is(EffectKind::OpenSlow))
        learn({F, E.effect().Subject});
    });
  if (Work.empty())
    return;
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    forEachEvent(U.Functions[F], [&](Position, const Event &E) { follow(U, F, E); });
  while (!Work.empty()) {
    const Holder From = Work.back();
    Work.pop_back();
    const std::vector<Holder> *To = holdersOf(From);
    for (size_t I = 0; To && I < To->size(); ++I)
      learn((*To)[I]);
  }
}

/// A parameter gets what any caller passes, and a result what any return gives.
void SlowDescriptors::follow(const Unit &U, FunctionId In, const Event &E) {
  if (E.kind() == EventKind::Assign)
    hand({In, E.other()}, {In, E.subject()});
  Place Formal;
  Formal.Root = Place::RootKind::Return;
  if (E.kind() == EventKind::Return)
    hand({In, E.subject()}, {In, Formal});
  const FunctionId Body = calledBy(U, E, Runs::Surely);
  if (Body == NoId)
    return;
  hand({Body, Formal}, {In, E.site().Result});
  Formal.Root = Place::RootKind::Param;
  for (Formal.Index = 0; Formal.Index < E.site().Args.size(); ++Formal.Index)
    hand({In, E.site().Args[Formal.Index]}, {Body, Formal});
}

/// What \p From holds comes to \p To.
void SlowDescriptors::hand(const Holder &From, const Holder &To) {
  if (From.Is.isNone() || From.Is.AddressOf || To.Is.isNone())
    return;
  if (From.Is.Object != NoId)
    Everywhere[From.Is.Object].push_back(To);
  else
    Elsewhere[From.In][From.Is].push_back(To);
}

const std::vector<SlowDescriptors::Holder> *SlowDescriptors::holdersOf(const Holder &From) const {
  if (From.Is.Object != NoId) {
    auto It = Everywhere.find(From.Is.Object);
    return It == Everywhere.end() ? nullptr : &It->second;
  }
  auto It = Elsewhere[From.In].find(From.Is);
  return It == Elsewhere[From.In].end() ? nullptr : &It->second;
}

bool SlowDescriptors::isSlow(FunctionId In, const Place &P) const {
  return !P.AddressOf && Known.contains(In, P);
}

void SlowDescriptors::learn(const Holder &H) {
  if (Known.add(H.In, H.Is))
    Work.push_back(H);
}

} // namespace asyncsafe
