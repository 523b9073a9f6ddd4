//===- SideEffects.cpp - Side effects of functions on other threads -------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/threads/SideEffects.h"

#include <algorithm>
#include <set>

namespace asyncsafe {

/// Beyond this many effects on formal places, the callee may do anything.
static constexpr size_t MaxFormal = 8;

static bool addFormal(const Effect &E, std::vector<Effect> &Into);

bool SideEffects::merge(const SideEffects &O) {
  bool Grew = false;
  for (SharedSet SideEffects::*Each : {&SideEffects::Wakes, &SideEffects::Locks, &SideEffects::Closes,
                                       &SideEffects::Given, &SideEffects::Touches})
    Grew |= (this->*Each).merge(O.*Each);
  for (const Effect &E : O.Formal)
    Grew |= addFormal(E, Formal);
  Grew |= (O.WakesNameless && !WakesNameless) || (O.CallsUnknown && !CallsUnknown);
  WakesNameless |= O.WakesNameless;
  CallsUnknown |= O.CallsUnknown;
  return Grew;
}

static bool addFormal(const Effect &E, std::vector<Effect> &Into) {
  bool Known = std::any_of(Into.begin(), Into.end(),
                           [&](const Effect &F) { return F.Kind == E.Kind && F.Subject == E.Subject; });
  if (Known || Into.size() >= MaxFormal)
    return false;
  Into.push_back(E);
  return true;
}

bool SideEffects::mayWakeAnything() const {
  return WakesNameless || std::any_of(Formal.begin(), Formal.end(), [](const Effect &E) {
           return E.Kind != EffectKind::Acquire && !sharedKey(E.Subject);
         });
}

static bool isClose(const Effect &E) {
  return E.Kind == EffectKind::Release && E.Resource == ResourceKind::Fd;
}

/// Adds what is woken or closed, and locks that are taken.
static void addEffect(const Effect &E, SideEffects &Into) {
  SharedKey Key = sharedKey(E.Subject);
  bool IsFormal = E.Subject.Root == Place::RootKind::Param || E.Subject.Root == Place::RootKind::This;
  bool IsLock = E.Kind == EffectKind::Acquire;
  if (Key)
    (IsLock ? Into.Locks : isClose(E) ? Into.Closes : Into.Wakes).insert(Key);
  bool Kept = IsFormal && (addFormal(E, Into.Formal) || Into.Formal.size() < MaxFormal);
  if (!IsLock && !Key && !Kept)
    Into.WakesNameless = true;
}

/// The callee can reach one of the caller's objects.
static bool handsOn(const CallSite &Site) {
  auto Reaches = [](const Place &P) { return !P.isNone() && P.Root != Place::RootKind::Temporary; };
  return Reaches(Site.This) || std::any_of(Site.Args.begin(), Site.Args.end(), Reaches);
}

/// A variable that the compiler declares, such as the iterators of a range-based for (`__begin1`): no other
/// code can name it.
static bool isImplicit(const Place &P) {
  return P.Root == Place::RootKind::Local && P.Path.empty() && P.Name.str().rfind("__", 0) == 0;
}

void SideEffectSummaries::add(const Event &E, SideEffects &Into) const {
  auto Touch = [&](const Place &P, bool Given) {
    SharedKey Key = sharedKey(P);
    if (!Key)
      return;
    Into.Touches.insert(Key);
    if (Given)
      Into.Given.insert(Key);
  };
  switch (E.kind()) {
  case EventKind::Effect:
    // A function value acts on the objects that it was made from.
    if (E.effect().Kind == EffectKind::RunsCallback && E.site().FunctionArgs.empty())
      Into.CallsUnknown = true;
    else if (E.effect().Kind == EffectKind::Wake || isClose(E.effect()) ||
             (E.effect().Kind == EffectKind::Acquire && !isHandle(E.effect().Resource)))
      addEffect(E.effect(), Into);
    else if (E.effect().Kind == EffectKind::Release && isHandle(E.effect().Resource))
      Touch(E.effect().Subject, /*Given=*/true);
    break;
  case EventKind::Assign:
    if (!isImplicit(E.subject()))
      Touch(E.subject(), /*Given=*/false);
    break;
  case EventKind::Call: {
    const Callee &C = U.Callees[E.site().Callee];
    Touch(E.site().This, /*Given=*/true);
    for (const Place &A : E.site().Args)
      Touch(A, /*Given=*/true);
    if (C.Indirect)
      Into.CallsUnknown = true;
    if (isOpen(U, E.site().Callee) && !C.Standard && !C.System && handsOn(E.site()))
      Into.CallsUnknown = true;
    break;
  }
  default:
    break;
  }
}

/// The side effects of \p Callee, named as in its caller.
SideEffects SideEffectSummaries::called(FunctionId Callee, const Event &By) const {
  SideEffects Out = All[Callee];
  // The callee's own variables are gone when it returns.
  const std::vector<unsigned> &Own = U.Functions[Callee].LocalIds;
  for (SharedSet SideEffects::*Each : {&SideEffects::Wakes, &SideEffects::Locks, &SideEffects::Closes,
                                       &SideEffects::Given, &SideEffects::Touches})
    (Out.*Each).eraseLocals([&](uint32_t Id) { return std::binary_search(Own.begin(), Own.end(), Id); });
  if (Out.Formal.empty())
    return Out;
  // The arguments of a callback come from another function.
  CallSite Site;
  if (By.kind() != EventKind::Effect)
    Site = By.site();
  std::vector<Effect> Formal = std::move(Out.Formal);
  Out.Formal.clear();
  for (const Effect &E : Formal) {
    std::vector<Effect> Actual = instantiate({E}, Site);
    if (Actual.empty())
      continue;
    addEffect(Actual.front(), Out);
    // A method that wakes a field of its object is called on that object.
    Actual.front().Subject = Site.This;
    if (E.Subject.Root == Place::RootKind::This && sharedKey(Site.This))
      addEffect(Actual.front(), Out);
  }
  return Out;
}

SideEffects SideEffectSummaries::of(const Event &E) const {
  SideEffects Out;
  add(E, Out);
  if (FunctionId Body = bodyOf(U, E, Runs::Perhaps); Body != NoId)
    Out.merge(called(Body, E));
  return Out;
}

SideEffectSummaries::SideEffectSummaries(const Unit &U, const Callees &Calls)
    : U(U), All(U.Functions.size()) {
  // Callees before callers, so that most functions are visited once.
  const Components &Order = Calls.components();
  std::set<std::pair<unsigned, FunctionId>> Work;
  for (FunctionId F = 0; F < All.size(); ++F) {
    for (const Block &B : U.Functions[F].Blocks)
      for (const Event &E : B.Events)
        add(E, All[F]);
    Work.emplace(Order.of(F), F);
  }
  while (!Work.empty()) {
    FunctionId F = Work.begin()->second;
    Work.erase(Work.begin());
    for (const CallEdge &E : Calls.callers(F))
      if (All[E.From].merge(called(F, *E.At)))
        Work.emplace(Order.of(E.From), E.From);
  }
}

SharedSet SideEffectSummaries::locks() const {
  SharedSet Locks;
  for (const SideEffects &D : All)
    Locks.merge(D.Locks);
  return Locks;
}

} // namespace asyncsafe
