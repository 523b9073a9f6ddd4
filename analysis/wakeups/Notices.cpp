//===- Notices.cpp - Flags with a wakeup ----------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/wakeups/Notices.h"

#include "analysis/engine/Paths.h"
#include "analysis/handlers/HandlerDefects.h"

namespace asyncsafe {

namespace {

class Finder {
public:
  Finder(const UnitWaits &Facts, const Wakes &Waking, const WaitLoops &Woken)
      : Facts(Facts), U(*Facts.Of), Waking(Waking), Woken(Woken) {}

  void function(FunctionId Id) {
    const Function &F = U.Functions[Id];
    forEachEvent(F, [&](Position At, const Event &E) {
      SharedSet Keys = Waking.by(E);
      if (Keys.empty())
        return;
      Before Earlier(F, At);
      forEachEvent(F, [&](Position P, const Event &Store) {
        if (Store.kind() != EventKind::Assign || !Store.constant() || !Earlier.contains(P))
          return;
        for (const SharedKey &Flag : storedTo(Id, Store.subject()))
          for (const SharedKey &Key : Keys)
            add({Flag, &Store, Id, Key, NoId});
      });
    });
  }

  void handlers() {
    for (const HandlerWrite &W : Facts.HandlerWrites)
      for (const HandlerRun &R : Facts.HandlerRuns)
        if (R.Install == W.Install && W.At->constant())
          forEachReached(Facts, R, [&](const Event &E) {
            if (SharedKey Key = endsWait(E) ? sharedKey(E.effect().Subject) : SharedKey())
              add({sharedKey(W.At->subject()), W.At, W.In, Key, W.Run});
          });
  }

  std::vector<Notice> Out;

private:
  /// A parameter's target is what each caller passes: `raise(Flag &F)`.
  std::set<SharedKey> storedTo(FunctionId In, const Place &To) const {
    if (SharedKey Key = sharedKey(To))
      return {Key};
    std::set<SharedKey> Out;
    if (To.Root == Place::RootKind::Param)
      for (const CallEdge &C : Facts.Calls->callers(In))
        if (To.Index < C.At->site().Args.size())
          if (SharedKey Key = sharedKey(To.substituted(C.At->site().Args[To.Index])))
            Out.insert(Key);
    return Out;
  }

  void add(Notice N) {
    for (const WaitLoop *R : Woken.wokenBy(N.Woken))
      if (R->Tests.count(N.Flag)) {
        Out.push_back(N);
        return;
      }
  }

  const UnitWaits &Facts;
  const Unit &U;
  const Wakes &Waking;
  const WaitLoops &Woken;
};

} // namespace

std::vector<Notice> findNotices(const UnitWaits &Facts, const Wakes &Waking, const WaitLoops &Woken) {
  const Unit &U = *Facts.Of;
  Finder Find(Facts, Waking, Woken);
  std::vector<bool> Inside = functionsInHandlers(Facts);
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    if (!Inside[F] && !U.Functions[F].System && !U.Functions[F].IsConstructor)
      Find.function(F);
  Find.handlers();
  return std::move(Find.Out);
}

} // namespace asyncsafe
