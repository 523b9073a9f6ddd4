//===- KnownCallers.cpp - Functions whose callers are all known -----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/KnownCallers.h"

#include <algorithm>

namespace asyncsafe {

std::vector<bool> runElsewhere(const Unit &U, const std::vector<ThreadStart> &Threads) {
  bool Whole = !U.Linked.empty();
  std::vector<bool> Out(U.Functions.size());
  auto Mark = [&](CalleeId C) {
    if (FunctionId Body = bodyOf(U, C, Runs::Perhaps); Body != NoId)
      Out[Body] = true;
  };
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    const Function &Fn = U.Functions[F];
    Out[F] = Out[F] || Fn.HasOtherNames || (!Fn.IsMain && !Whole && !Fn.IsLocalToUnit);
    for (const Block &B : Fn.Blocks)
      for (const Event &E : B.Events) {
        Mark(E.function());
        // A callback that a library runs before it returns counts as a call.
        if (!E.is(EffectKind::RunsCallback))
          for (const FunctionArgument &A : E.site().FunctionArgs)
            Mark(A.Function);
      }
  }
  for (const InitialValue &V : U.InitialValues)
    Mark(V.Function);
  for (const ThreadStart &T : Threads)
    Out[T.Body] = true;
  return Out;
}

std::vector<bool> calledInSight(const Callees &Calls) {
  const Unit &U = Calls.unit();
  bool IsProgram =
      std::any_of(U.Functions.begin(), U.Functions.end(), [](const Function &F) { return F.IsMain; });
  if (!IsProgram)
    return std::vector<bool>(U.Functions.size());
  std::vector<bool> Out = runElsewhere(U, Calls.threads());
  Out.flip();
  return Out;
}

} // namespace asyncsafe
