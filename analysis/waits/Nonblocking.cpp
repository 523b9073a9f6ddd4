//===- Nonblocking.cpp - Descriptors that do not block --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/waits/Nonblocking.h"

#include "analysis/engine/Callees.h"

#include <algorithm>

namespace asyncsafe {

NonblockingDescriptors::NonblockingDescriptors(const Unit &U) : Places(U.Functions.size()) {
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    for (const Block &B : U.Functions[F].Blocks)
      for (const Event &E : B.Events)
        if (E.is(EffectKind::SetNonblocking))
          learn(F, E.effect().Subject);
  // A parameter stands for the arguments of callers; a result, for the variable it is assigned to.
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      for (const Block &B : U.Functions[F].Blocks)
        for (const Event &E : B.Events) {
          auto Learn = [&](const Place &P) {
            if (P.isNone() || isNonblocking(F, P))
              return;
            learn(F, P);
            Changed = true;
          };
          if (E.kind() == EventKind::Assign && isNonblocking(F, E.other()))
            Learn(E.subject());
          else if (E.kind() == EventKind::Assign && isNonblocking(F, E.subject()) &&
                   E.other().Root == Place::RootKind::Temporary)
            Learn(E.other());
          FunctionId Body = calledBy(U, E, Runs::Perhaps);
          if (Body == NoId)
            continue;
          std::vector<Place> Formals = Places[Body];
          for (const Place &Formal : Formals)
            if (Formal.Root == Place::RootKind::Param && Formal.Index < E.site().Args.size())
              Learn(Formal.substituted(E.site().Args[Formal.Index]));
        }
  }
}

bool NonblockingDescriptors::isNonblocking(FunctionId In, const Place &P) const {
  if (P.isNone())
    return false;
  if (P.Object != NoId && Objects.count(P.Object))
    return true;
  return std::find(Places[In].begin(), Places[In].end(), P) != Places[In].end();
}

void NonblockingDescriptors::learn(FunctionId In, const Place &P) {
  if (P.isNone())
    return;
  if (P.Object != NoId)
    Objects.insert(P.Object);
  Places[In].push_back(P);
}

} // namespace asyncsafe
