//===- StopFlagWithoutLock.cpp - Notifications that can be lost -----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the waiter of a condition variable tests is stored without the waiter's mutex, and then the
// waiter is notified.
//
//===----------------------------------------------------------------------===//

#include "analysis/engine/Paths.h"
#include "analysis/engine/Shared.h"
#include "checks/FixIts.h"
#include "checks/Wording.h"

#include <algorithm>

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-stop-flag-without-lock",
    "a flag that a condition variable's waiter tests is stored without the waiter's mutex: the notification "
    "can be lost",
    "C",
    "0.2",
    "CWE-667, CWE-833",
    run,
};
const RegisterCheck Registered(Info);

/// Another lock may be held at the store, and the lock order is unknown.
bool mayHoldOther(const Function &F, const Event &Store, const Place &Lock) {
  std::vector<Place> Owners;
  for (ScopeId Id = Store.Scope; Id != NoId; Id = F.Scopes[Id].Parent)
    if (F.Scopes[Id].Kind == ScopeKind::Destroy)
      Owners.push_back(F.Scopes[Id].Action.subject());
  bool May = false;
  forEachEvent(F, [&](Position, const Event &E) {
    bool Takes = E.is(EffectKind::Acquire) && (E.effect().Resource == ResourceKind::Lock ||
                                               E.effect().Resource == ResourceKind::SharedLock);
    bool IsOther = Takes && sharedKey(E.effect().Subject) != sharedKey(Lock);
    if (IsOther && E.Expr.Begin < Store.Expr.Begin)
      May |= E.effect().Owner.isNone() ||
             std::find(Owners.begin(), Owners.end(), E.effect().Owner) != Owners.end();
  });
  return May;
}

/// The store becomes `{ std::lock_guard lock(mutex); store; }`: the code after it, often a join, must
/// not run under the lock.
std::vector<UnitEdit> lockStore(const LostWakeup &L, const Unit &U) {
  const Event &E = *L.Store;
  const Object *Mutex = L.Lock.Object == NoId ? nullptr : &U.Objects[L.Lock.Object];
  bool Whole = E.In->Range.isValid() && E.In->Compound != NoId && E.In->Range.Begin == E.Expr.Begin;
  bool Standard = Mutex && Mutex->Type.rfind("std::", 0) == 0;
  if (!U.IsCxx || !Whole || !Standard || mayHoldOther(U.Functions[L.In], E, L.Lock))
    return {};
  // The mutex must have the same name here as at the wait.
  bool Member = L.Lock.Path.size() == 1 && E.subject().Path.size() == 1 &&
                E.subject().Root == Place::RootKind::This && Mutex->IsField &&
                U.Functions[L.In].Class == Mutex->Class;
  bool Global = L.Lock.Root == Place::RootKind::Global && L.Lock.Path.empty();
  if (!Member && !Global)
    return {};
  std::string Name = Member ? L.Lock.Path.back().Name : L.Lock.Name;
  const std::vector<std::string> &Taken = U.Functions[L.In].LocalNames;
  if (std::find(Taken.begin(), Taken.end(), Name) != Taken.end())
    return {};
  std::string Guard = guardName(U.Functions[L.In], U);
  if (Guard.empty())
    return {};
  return {
      {E.In->Range.File, E.In->Range.Begin, 0, "{ " + guardDeclaration(Mutex->Type, Guard, Name, U) + " "},
      {E.In->Range.File, E.In->Range.End, 0, " }"}};
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const LostWakeup &L : Facts.LostWakeups) {
    if (!Out.speaks(L.Sure))
      continue;
    Draft F(Out, Info, L.Store->Expr, L.Sure, Cause::stop());
    std::string Flag = sharedName(L.Flag, U), Lock = sharedName(L.Lock, U),
                Condition = sharedName(L.Condition, U);
    F.Message = quoted(Flag) + " is stored without holding " + quoted(Lock) + ", under which the wait on " +
                quoted(Condition) + " tests it: the notification can be lost";
    if (L.Test)
      F.note(L.Test->Expr, "the waiter tests it here");
    F.note(L.Wait->Expr, (L.Test ? std::string("and ") : "the waiter tests it and ") +
                             "then waits; a notification between the two is lost");
    F.note(L.Wake->Expr, L.Wake->kind() == EventKind::Call ? "this call notifies the waiter"
                                                           : "the waiter is notified here");
    F.consequence(Level::Error, "the waiter sleeps on after the request, and the code that joins it blocks");
    F.help("hold " + quoted(Lock) + " while storing " + quoted(Flag) +
           "; the notification may follow after unlocking" +
           (L.IsAtomic ? "; making it atomic does not help" : ""));
    F.fix("hold " + quoted(Lock) + " around the store", lockStore(L, U));
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
