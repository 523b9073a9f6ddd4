//===- FlagStores.cpp - Stores to shared flags ----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/wakeups/FlagStores.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/Visited.h"

namespace asyncsafe {

namespace {

/// `request_stop()` and what it calls.
constexpr unsigned MaxDepth = 2;

void collect(const Unit &U, const Event &E, unsigned Depth, const StoreFilter &Counts,
             Visited<FunctionId> &Seen, FlagStores &Into) {
  if (E.kind() == EventKind::Assign) {
    if (SharedKey Key = sharedKey(E.subject()); Key && Counts(Key, E))
      Into.emplace(Key, &E);
    return;
  }
  FunctionId Body = Depth ? calledBy(U, E, Runs::Surely) : NoId;
  if (Body != NoId && Seen.isNew(Body, Depth))
    forEachEvent(U.Functions[Body],
                 [&](Position, const Event &Inside) { collect(U, Inside, Depth - 1, Counts, Seen, Into); });
}

} // namespace

FlagStores storesBy(const Unit &U, const Event &E) {
  FlagStores Out;
  Visited<FunctionId> Seen;
  collect(U, E, MaxDepth, [](const SharedKey &, const Event &) { return true; }, Seen, Out);
  return Out;
}

FlagStores storesBefore(const Unit &U, const Function &F, Position At, const StoreFilter &Counts) {
  FlagStores Out;
  Before Earlier(F, At);
  Visited<FunctionId> Seen;
  forEachEvent(F, [&](Position P, const Event &E) {
    if (Earlier.contains(P))
      collect(U, E, MaxDepth, Counts, Seen, Out);
  });
  return Out;
}

} // namespace asyncsafe
