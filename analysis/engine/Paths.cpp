//===- Paths.cpp - Paths through one function -----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/Paths.h"

namespace asyncsafe {

Predecessors::Predecessors(const Function &F) : First(F.Blocks.size() + 1) {
  forEachEdge(F, [&](BlockId, const Edge &E) { ++First[E.To + 1]; });
  for (size_t B = 1; B < First.size(); ++B)
    First[B] += First[B - 1];
  All.resize(First.back());
  std::vector<size_t> Next(First.begin(), First.end() - 1);
  forEachEdge(F, [&](BlockId B, const Edge &E) { All[Next[E.To]++] = {B, &E}; });
}

std::vector<BlockId> entriesOf(const Function &F) {
  if (F.Blocks.empty())
    return {};
  std::vector<BlockId> Out{0};
  for (const UnwindScope &S : F.Scopes)
    for (const Handler &H : S.Handlers)
      Out.push_back(H.Entry);
  return Out;
}

std::vector<bool> reachableFrom(const Function &F, BlockId From, BlockId Without) {
  return reach(F, {From}, Along::Forward, [&](BlockId, const Edge &E) { return E.To != Without; });
}

std::vector<bool> leadingTo(const Function &F, BlockId To) {
  return reach(F, {To}, Along::Backward, [](BlockId, const Edge &) { return true; });
}

} // namespace asyncsafe
