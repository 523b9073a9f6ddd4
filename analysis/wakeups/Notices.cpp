//===- Notices.cpp - Who stores a flag and wakes for it -------------------===//

#include "analysis/wakeups/Notices.h"

#include "analysis/Flow.h"

namespace asyncsafe {

namespace {

/// `wake()` and what it calls.
constexpr unsigned MaxDepth = 2;

bool wakes(const Event &E) { return E.Kind == EventKind::Effect && E.E.Kind == EffectKind::Wake && !E.E.Lasts; }

bool mayWake(const Unit &U, const Event &E, unsigned Depth) {
  if (E.Kind != EventKind::Call || Depth > MaxDepth || U.Callees[E.Site.Callee].Virtual)
    return wakes(E);
  FunctionId Body = U.Callees[E.Site.Callee].Body;
  bool Found = false;
  if (Body != NoId)
    forEachEvent(U.Functions[Body], [&](Position, const Event &Inside) {
      Found = Found || mayWake(U, Inside, Depth + 1);
    });
  return Found;
}

void noticesOf(const UnitFacts &Facts, const Deeds &Does, FunctionId Id, std::vector<Notice> &Out) {
  const Function &F = Facts.Of->Functions[Id];
  forEachEvent(F, [&](Position At, const Event &E) {
    SharedSet Woken = wokenBy(*Facts.Of, Does, E);
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

SharedSet wokenBy(const Unit &U, const Deeds &Does, const Event &E) {
  if (wakes(E)) {
    SharedKey Key = sharedKey(E.E.Subject);
    return Key ? SharedSet{Key} : SharedSet();
  }
  FunctionId Body = E.Kind == EventKind::Call ? U.Callees[E.Site.Callee].Body : NoId;
  if (Body == NoId || (Does.of(Body).Wakes.empty() && Does.of(Body).Formal.empty()) || !mayWake(U, E, 0))
    return {};
  return Does.of(E).Wakes;
}

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
              if (SharedKey Key = wakes(E) ? sharedKey(E.E.Subject) : SharedKey())
                Out.push_back({sharedKey(W.At->Subject), W.At, W.In, Key, W.Run});
  return Out;
}

} // namespace asyncsafe
