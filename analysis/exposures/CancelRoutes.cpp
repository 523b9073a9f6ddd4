//===- CancelRoutes.cpp - Routes to cancelled threads ---------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/CancelRoutes.h"

#include "analysis/engine/Paths.h"

#include <algorithm>
#include <map>

namespace asyncsafe {

namespace {

/// Chooses between two routes of the same meaning, independently of the order of functions.
bool isBetter(const CancelledThread &A, const CancelledThread &B) {
  if (A.Named != B.Named)
    return A.Named;
  return isEarlier(A.Thread.At->Expr, B.Thread.At->Expr);
}

} // namespace

CancelRoutes::CancelRoutes(const Callees &Calls, const std::vector<CancelledThread> &Threads)
    : Reached(Calls.unit().Functions.size()), RootOf(Reached.size(), NoId), Into(Reached.size()) {
  std::vector<FunctionId> Level;
  for (const CancelledThread &T : Threads) {
    unsigned &Root = RootOf[T.Thread.Body];
    if (Root == NoId) {
      Root = static_cast<unsigned>(Roots.size());
      Roots.push_back(T);
      Level.push_back(T.Thread.Body);
      Reached[T.Thread.Body] = true;
    } else if (isBetter(T, Roots[Root])) {
      Roots[Root] = T;
    }
  }
  Calls.spreadToOverriders(Reached);
  while (!Level.empty()) {
    std::map<FunctionId, CallEdge> Entered;
    for (FunctionId F : Level)
      for (const CallEdge &E : Calls.callees(F)) {
        if (!Reached[E.To] || RootOf[E.To] != NoId)
          continue;
        auto [It, New] = Entered.try_emplace(E.To, E);
        if (!New && isEarlier(E.At->Expr, It->second.At->Expr))
          It->second = E;
      }
    Level.clear();
    for (auto &[F, E] : Entered) {
      RootOf[F] = RootOf[E.From];
      Into[F] = E;
      Level.push_back(F);
    }
  }
}

std::optional<CancelRoute> CancelRoutes::to(FunctionId F) const {
  if (RootOf[F] == NoId)
    return std::nullopt;
  CancelRoute Out;
  Out.From = Roots[RootOf[F]];
  for (; Into[F].At; F = Into[F].From)
    Out.Calls.push_back(Into[F]);
  std::reverse(Out.Calls.begin(), Out.Calls.end());
  return Out;
}

} // namespace asyncsafe
