//===- CallersMasks.cpp - What callers keep out ---------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/CallersMasks.h"

#include "analysis/exposures/DropPoints.h"

#include <algorithm>

namespace asyncsafe {

bool CallersMasks::mask(FunctionId Id, Source Why) {
  // Of functions that call each other nothing is known.
  auto [It, New] = Known.try_emplace({Id, Why}, false);
  if (!New)
    return It->second;
  const Function &F = Calls.unit().Functions[Id];
  const std::vector<CallEdge> &Callers = Calls.callers(Id);
  bool Ours = F.IsLocalToUnit || F.IsLambda || InSight[Id];
  bool Masked = Ours && !Callers.empty() && !Calls.startsThread(Id) &&
                std::all_of(Callers.begin(), Callers.end(), [&](const CallEdge &C) {
                  if (!usesMasks(Masks.steps(C.From)))
                    return InSight[Id] && (C.From == Id || mask(C.From, Why));
                  return Masks.of(C.From).isMasked(C.Block, *C.At, Why);
                });
  return Known[{Id, Why}] = Masked;
}

void CallersMasks::drop(std::vector<TerminatedUnwind> &Found) {
  Found.erase(std::remove_if(Found.begin(), Found.end(),
                             [&](const TerminatedUnwind &T) { return mask(T.In, T.Point.Why); }),
              Found.end());
}

void CallersMasks::drop(std::vector<SwallowedUnwind> &Found) {
  Found.erase(std::remove_if(Found.begin(), Found.end(),
                             [&](const SwallowedUnwind &T) { return mask(T.In, T.Point.Why); }),
              Found.end());
}

void CallersMasks::drop(std::vector<Exposure> &Found) {
  auto IsMaskable = [](Source S) { return S == Source::Cancel || S == Source::Interrupt; };
  dropPoints(Found, [&](const Exposure &X, const ExposedPoint &P) {
    return IsMaskable(P.Why) && mask(static_cast<FunctionId>(X.In - Calls.unit().Functions.data()), P.Why);
  });
}

} // namespace asyncsafe
