//===- Notices.cpp - Who stores a flag and wakes for it -------------------===//

#include "analysis/wakeups/Notices.h"

#include "analysis/Flow.h"
#include "analysis/wakeups/Wakes.h"

namespace asyncsafe {

namespace {

void noticesOf(const UnitFacts &Facts, const Deeds &Does, FunctionId Id, std::vector<Notice> &Out) {
  const Function &F = Facts.Of->Functions[Id];
  forEachEvent(F, [&](Position At, const Event &E) {
    SharedSet Woken = keysWokenBy(*Facts.Of, Does, E);
    if (Woken.empty())
      return;
    Before Earlier(F, At);
    forEachEvent(F, [&](Position P, const Event &Store) {
      SharedKey Flag = Store.Kind == EventKind::Assign ? sharedKey(Store.Subject) : SharedKey();
      if (Flag && Store.Constant && Earlier.contains(P))
        for (const SharedKey &Key : Woken)
          Out.push_back({Flag, &Store, Id, Key, NoId});
    });
  });
}

} // namespace

std::vector<Notice> findNotices(const UnitFacts &Facts, const Deeds &Does) {
  const Unit &U = *Facts.Of;
  std::vector<Notice> Out;
  std::vector<bool> Inside = functionsInHandlers(Facts);
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    if (!Inside[F] && !U.Functions[F].System && !U.Functions[F].IsConstructor)
      noticesOf(Facts, Does, F, Out);
  for (const HandlerWrite &W : Facts.HandlerWrites)
    for (const HandlerRun &R : Facts.HandlerRuns)
      if (R.Install == W.Install && W.At->Constant)
        for (BlockId B = 0; B < R.Reached.size(); ++B)
          if (R.Reached[B])
            for (const Event &E : U.Functions[R.Function].Blocks[B].Events)
              if (SharedKey Key = endsWait(E) ? sharedKey(E.E.Subject) : SharedKey())
                Out.push_back({sharedKey(W.At->Subject), W.At, W.In, Key, W.Run});
  return Out;
}

} // namespace asyncsafe
