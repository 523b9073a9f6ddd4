//===- Graph.cpp - Where formal effects meet a call site ------------------===//

#include "effects/Graph.h"

namespace asyncsafe {

namespace {

Place actual(const Place &Formal, const CallSite &Site) {
  switch (Formal.Root) {
  case Place::RootKind::This:
    return Formal.substituted(Site.This);
  case Place::RootKind::Return:
    return Formal.substituted(Site.Result);
  case Place::RootKind::Param:
    if (Formal.Index < Site.Args.size())
      return Formal.substituted(Site.Args[Formal.Index]);
    return Place();
  default:
    return Formal; // globals, and the locals that a lambda's summary names
  }
}

/// Whether the constant arguments rule the effect out, and whether they rule it in.
bool conditionsAllow(const std::vector<Condition> &When, const CallSite &Site) {
  for (const Condition &C : When) {
    std::optional<int64_t> Value;
    if (C.Subject.Root == Place::RootKind::Param && C.Subject.Path.empty() &&
        C.Subject.Index < Site.Constants.size())
      Value = Site.Constants[C.Subject.Index];
    // An argument that is not a constant cannot show that the effect happens.
    if (!Value || !holds(C.Test, *Value))
      return false;
  }
  return true;
}

/// Releases and hand-overs come first and acquisitions last: see instantiate().
constexpr unsigned NumPhases = 3;
unsigned phase(EffectKind K) {
  switch (K) {
  case EffectKind::Release:
  case EffectKind::Adopt:
  case EffectKind::Associate:
  case EffectKind::Disarm:
  case EffectKind::Transfer:
  case EffectKind::Escape:
  case EffectKind::Mask:
    return 0;
  case EffectKind::Interrupt:
  case EffectKind::Block:
  case EffectKind::RunsCallback:
    return 1;
  default:
    return 2;
  }
}

} // namespace

std::vector<Effect> instantiate(const std::vector<Effect> &Formal, const CallSite &Site) {
  std::vector<Effect> Out;
  for (unsigned Phase = 0; Phase < NumPhases; ++Phase) {
    for (const Effect &F : Formal) {
      if (phase(F.Kind) != Phase || !conditionsAllow(F.When, Site))
        continue;
      Effect E = F;
      E.When.clear();
      E.Subject = actual(F.Subject, Site);
      E.Owner = actual(F.Owner, Site);
      E.Other = actual(F.Other, Site);
      Out.push_back(std::move(E));
    }
  }
  return Out;
}

} // namespace asyncsafe
