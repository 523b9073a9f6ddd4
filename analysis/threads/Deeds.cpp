//===- Deeds.cpp - What a function does to what others see ----------------===//

#include "analysis/threads/Deeds.h"

#include <algorithm>
#include <deque>

namespace asyncsafe {

static bool mergeSet(SharedSet &Into, const SharedSet &From) {
  size_t Before = Into.size();
  Into.insert(From.begin(), From.end());
  return Into.size() != Before;
}

bool Deed::merge(const Deed &O) {
  bool Grew = mergeSet(Wakes, O.Wakes);
  Grew |= mergeSet(Locks, O.Locks);
  Grew |= mergeSet(Touches, O.Touches);
  Grew |= (O.WakesNameless && !WakesNameless) || (O.CallsUnknown && !CallsUnknown);
  WakesNameless |= O.WakesNameless;
  CallsUnknown |= O.CallsUnknown;
  return Grew;
}

/// Formal places of a callee as the caller names them, where that gives a name.
static void addWake(const Place &P, Deed &Into) {
  if (SharedKey Key = sharedKey(P))
    Into.Wakes.insert(Key);
  else
    Into.WakesNameless = true;
}

/// Whoever is called can reach something of the caller's.
static bool handsOn(const CallSite &Site) {
  auto Reaches = [](const Place &P) { return !P.isNone() && P.Root != Place::RootKind::Temporary; };
  return Reaches(Site.This) || std::any_of(Site.Args.begin(), Site.Args.end(), Reaches);
}

void Deeds::add(const Event &E, Deed &Into) const {
  auto Touch = [&](const Place &P) {
    if (SharedKey Key = sharedKey(P))
      Into.Touches.insert(Key);
  };
  switch (E.Kind) {
  case EventKind::Effect:
    if (E.E.Kind == EffectKind::Wake)
      addWake(E.E.Subject, Into);
    else if (E.E.Kind == EffectKind::Acquire && !isHandle(E.E.Resource)) {
      if (SharedKey Key = sharedKey(E.E.Subject))
        Into.Locks.insert(Key);
    } else if (E.E.Kind == EffectKind::Release && isHandle(E.E.Resource))
      Touch(E.E.Subject);
    break;
  case EventKind::Assign:
    Touch(E.Subject);
    break;
  case EventKind::Call: {
    const Callee &C = U.Callees[E.Site.Callee];
    Touch(E.Site.This);
    for (const Place &A : E.Site.Args)
      Touch(A);
    // What a function value does, it does to whatever it was made of.
    if (C.Indirect)
      Into.CallsUnknown = true;
    if ((C.Body == NoId || C.Virtual) && !C.Standard && !C.System && handsOn(E.Site))
      Into.CallsUnknown = true;
    break;
  }
  default:
    break;
  }
}

Deed Deeds::of(const Event &E) const {
  Deed Out;
  add(E, Out);
  bool Runs = E.Kind == EventKind::Call || E.Kind == EventKind::Destroy;
  if (Runs && E.Site.Callee != NoId && U.Callees[E.Site.Callee].Body != NoId)
    Out.merge(All[U.Callees[E.Site.Callee].Body]);
  return Out;
}

Deeds::Deeds(const Unit &U, const CallSites &Calls) : U(U), All(U.Functions.size()) {
  std::deque<FunctionId> Work;
  std::vector<bool> Queued(All.size(), true);
  for (FunctionId F = 0; F < All.size(); ++F) {
    for (const Block &B : U.Functions[F].Blocks)
      for (const Event &E : B.Events)
        add(E, All[F]);
    Work.push_back(F);
  }
  while (!Work.empty()) {
    FunctionId F = Work.front();
    Work.pop_front();
    Queued[F] = false;
    for (const CallEdge &E : Calls.callers(F))
      if (All[E.From].merge(All[F]) && !Queued[E.From]) {
        Queued[E.From] = true;
        Work.push_back(E.From);
      }
  }
}

} // namespace asyncsafe
