//===- Nonblocking.cpp - Descriptors that do not block --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/waits/Nonblocking.h"

#include "analysis/engine/KnownCallers.h"
#include "analysis/engine/Paths.h"

#include <algorithm>

namespace asyncsafe {

/// Flags that a caller decides make nothing non-blocking for all of them.
static bool mayHappen(const Effect &E) {
  return std::all_of(E.When.begin(), E.When.end(), [](const Condition &C) { return holdsOfUnknown(C.Test); });
}

NonblockingDescriptors::NonblockingDescriptors(const Callees &Calls) : Known(Calls.unit().Functions.size()) {
  const Unit &U = Calls.unit();
  const std::vector<bool> CallersKnown = calledInSight(Calls);
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    for (const Block &B : U.Functions[F].Blocks)
      for (const Event &E : B.Events)
        if (E.is(EffectKind::SetNonblocking) && mayHappen(E.effect()))
          Known.add(F, E.effect().Subject);
  // A parameter stands for the arguments of callers, and they for it if all of them are known; a result, for
  // the variable it is assigned to.
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (FunctionId F = 0; F < U.Functions.size(); ++F) {
      Changed |= CallersKnown[F] && learnParameters(Calls, F);
      for (const Block &B : U.Functions[F].Blocks)
        for (const Event &E : B.Events) {
          auto Learn = [&](const Place &P) { Changed |= Known.add(F, P); };
          if (E.kind() == EventKind::Assign && isNonblocking(F, E.other()))
            Learn(E.subject());
          else if (E.kind() == EventKind::Assign && isNonblocking(F, E.subject()) &&
                   E.other().Root == Place::RootKind::Temporary)
            Learn(E.other());
          FunctionId Body = calledBy(U, E, Runs::Perhaps);
          if (Body == NoId)
            continue;
          const DescriptorSet::Places Formals = Known.in(Body); // a recursion adds to them
          for (const Place &Formal : Formals)
            if (Formal.Root == Place::RootKind::Param && Formal.Index < E.site().Args.size())
              Learn(Formal.substituted(E.site().Args[Formal.Index]));
          if (!E.site().Result.isNone() && returnsNonblocking(U.Functions[Body], Body))
            Learn(E.site().Result);
        }
    }
  }
}

/// Every caller passes a descriptor that does not block.
bool NonblockingDescriptors::learnParameters(const Callees &Calls, FunctionId F) {
  const std::vector<CallEdge> &Callers = Calls.callers(F);
  bool Changed = false;
  for (unsigned I = 0; I < Calls.unit().Functions[F].Parameters.size() && !Callers.empty(); ++I) {
    Place Formal;
    Formal.Root = Place::RootKind::Param;
    Formal.Index = I;
    Formal.Name = Calls.unit().Functions[F].Parameters[I].Name;
    bool All = std::all_of(Callers.begin(), Callers.end(), [&](const CallEdge &E) {
      const std::vector<Place> &Args = E.At->site().Args;
      return I < Args.size() && isNonblocking(E.From, Args[I]);
    });
    Changed |= All && Known.add(F, Formal);
  }
  return Changed;
}

/// Its result is such a descriptor, or a constant: an error.
bool NonblockingDescriptors::returnsNonblocking(const Function &F, FunctionId Id) const {
  if (Known.in(Id).empty())
    return false;
  bool Any = false, Other = false;
  forEachEvent(F, [&](Position, const Event &E) {
    if (E.kind() != EventKind::Return || E.constant())
      return;
    (isNonblocking(Id, E.subject()) ? Any : Other) = true;
  });
  return Any && !Other;
}

} // namespace asyncsafe
