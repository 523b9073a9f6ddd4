//===- StepIndex.cpp - Where the steps of a function stand ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/state/StepIndex.h"

#include "analysis/engine/Loops.h"
#include "analysis/engine/Paths.h"

#include <algorithm>

namespace asyncsafe {

StepIndex::StepIndex(Steps &S) : S(S) {
  for (BlockId B = 0; B < S.Blocks.size(); ++B) {
    if (!S.Blocks[B].empty())
      Begins.emplace_back(S.Blocks[B].data(), B);
    for (const Step &Each : S.Blocks[B]) {
      if (Each.K == Step::Kind::Assign && Each.Subject != NoPlace) {
        Stores[Each.Subject].push_back(&Each);
        if (PlaceId From = S.Places.intern(Each.other()); From != NoPlace)
          Copies[From].push_back(Each.Subject);
        if (Each.other().Root == Place::RootKind::Temporary)
          HoldsResult.insert(Each.Subject);
      }
      for (Place P : Each.At->site().Args)
        if (P.AddressOf) {
          P.AddressOf = false;
          if (PlaceId To = S.Places.intern(P); To != NoPlace)
            Stores[To].push_back(&Each);
        }
    }
  }
  std::sort(Begins.begin(), Begins.end(),
            [](const auto &A, const auto &B) { return std::less<>()(A.first, B.first); });
}

std::vector<BlockId> StepIndex::blocksOf(const StepSet &Some) const {
  std::vector<BlockId> Out;
  for (const Step *Each : Some) {
    auto Behind = std::upper_bound(Begins.begin(), Begins.end(), Each,
                                   [](const Step *A, const auto &B) { return std::less<>()(A, B.first); });
    Out.push_back(std::prev(Behind)->second);
  }
  std::sort(Out.begin(), Out.end());
  Out.erase(std::unique(Out.begin(), Out.end()), Out.end());
  return Out;
}

std::vector<bool> StepIndex::blocksBefore(const StepSet &Some) const {
  std::vector<BlockId> To = blocksOf(Some);
  std::vector<bool> Out =
      reach(*S.F, To, Along::Backward, [&](BlockId, const Edge &E) { return S.feasible(E); });
  for (BlockId B : To)
    Out[B] = true;
  return Out;
}

std::vector<PlaceId> StepIndex::copiesOf(PlaceId Result) const {
  auto It = Copies.find(Result);
  return It == Copies.end() ? std::vector<PlaceId>() : It->second;
}

const std::vector<const Step *> &StepIndex::storesTo(PlaceId Variable) const {
  static const std::vector<const Step *> None;
  auto It = Stores.find(Variable);
  return It == Stores.end() ? None : It->second;
}

bool StepIndex::isCallResult(PlaceId P) const {
  return P != NoPlace && (S.Places[P].Root == Place::RootKind::Temporary || HoldsResult.count(P));
}

bool StepIndex::isInLoop(BlockId B) const {
  if (!InLoop)
    InLoop = inLoops(*S.F);
  return (*InLoop)[B];
}

} // namespace asyncsafe
