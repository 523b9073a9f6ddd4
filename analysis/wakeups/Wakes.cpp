//===- Wakes.cpp - What an event is there to wake -------------------------===//

#include "analysis/wakeups/Wakes.h"

#include "analysis/Flow.h"

namespace asyncsafe {

namespace {

/// `wake()` and what it calls.
constexpr unsigned MaxDepth = 2;

bool mayWake(const Unit &U, const Event &E, unsigned Depth) {
  if (E.Kind != EventKind::Call || Depth > MaxDepth || U.Callees[E.Site.Callee].Virtual)
    return endsWait(E);
  FunctionId Body = U.Callees[E.Site.Callee].Body;
  bool Found = false;
  if (Body != NoId)
    forEachEvent(U.Functions[Body], [&](Position, const Event &Inside) {
      Found = Found || mayWake(U, Inside, Depth + 1);
    });
  return Found;
}

} // namespace

bool endsWait(const Event &E) {
  return E.Kind == EventKind::Effect && E.E.Kind == EffectKind::Wake && !E.E.Lasts;
}

SharedSet keysWokenBy(const Unit &U, const Deeds &Does, const Event &E) {
  if (endsWait(E)) {
    SharedKey Key = sharedKey(E.E.Subject);
    return Key ? SharedSet{Key} : SharedSet();
  }
  FunctionId Body = E.Kind == EventKind::Call ? U.Callees[E.Site.Callee].Body : NoId;
  if (Body == NoId || (Does.of(Body).Wakes.empty() && Does.of(Body).Formal.empty()) || !mayWake(U, E, 0))
    return {};
  return Does.of(E).Wakes;
}

} // namespace asyncsafe
