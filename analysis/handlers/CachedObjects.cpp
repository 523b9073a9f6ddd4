//===- CachedObjects.cpp - Objects kept in registers ----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/CachedObjects.h"

#include "analysis/engine/Loops.h"

namespace asyncsafe {

CachedObjects::CachedObjects(const UnitHandlers &Facts)
    : U(*Facts.Of), Open(*Facts.Calls, 0, [this](FunctionId F) {
        return hasEvent(U.Functions[F], [this](const Event &E) { return callsUnknown(E); });
      }) {
  Open.solveAll();
  std::vector<bool> Inside = functionsInHandlers(Facts);
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    forEachEvent(U.Functions[F], [&](Position P, const Event &E) {
      if (Inside[F] || E.subject().Object == NoId)
        return;
      if (E.kind() == EventKind::Read)
        Reads[E.subject().Object].emplace_back(F, P);
      else if (E.kind() == EventKind::Assign)
        Stores[E.subject().Object].emplace_back(F, P);
    });
}

bool CachedObjects::callsUnknown(const Event &E) const {
  if (E.site().Callee == NoId)
    return false;
  FunctionId Body = bodyOf(U, E.site().Callee, Runs::Surely);
  return Body == NoId || Open.solved(Body);
}

template <class Test> bool CachedObjects::some(const Accesses &Known, ObjectId O, Test Is) const {
  auto Of = Known.find(O);
  return Of != Known.end() && std::any_of(Of->second.begin(), Of->second.end(),
                                          [&](const auto &At) { return Is(At.first, At.second); });
}

const std::vector<bool> &CachedObjects::closedCycles(FunctionId Id) {
  auto [It, New] = Closed.try_emplace(Id);
  if (!New)
    return It->second;
  const Function &F = U.Functions[Id];
  std::vector<unsigned> Cycle = cyclesOf(F);
  std::vector<bool> Reloads(F.Blocks.size()); // by cycle
  forEachEvent(F, [&](Position P, const Event &E) {
    Effort::add();
    if (Cycle[P.Block] != NoId && callsUnknown(E))
      Reloads[Cycle[P.Block]] = true;
  });
  for (unsigned C : Cycle)
    It->second.push_back(C != NoId && !Reloads[C]);
  return It->second;
}

bool CachedObjects::mayBeReadOnce(ObjectId O) {
  return some(Reads, O, [&](FunctionId F, Position P) { return closedCycles(F)[P.Block]; });
}

bool CachedObjects::mayLeaveOutAStore(ObjectId O) const {
  return some(Stores, O, [&](FunctionId F, Position P) {
    return walk(U.Functions[F], behind(P),
                [&](Position, const Event &E) {
                  if (E.kind() == EventKind::Assign && E.subject().Object == O)
                    return Visit::Stop;
                  return callsUnknown(E) ? Visit::EndPath : Visit::GoOn;
                })
        .Stopped;
  });
}

} // namespace asyncsafe
