//===- Loops.cpp - Natural loops and block order --------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/Loops.h"

#include "analysis/engine/Components.h"
#include "analysis/engine/Dominators.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// Collects the bodies of loops. What belongs to one is marked with its header.
class Bodies {
public:
  Bodies(const Function &F, const Dominators &D) : D(D), Mark(F.Blocks.size(), NoId) {}

  /// \p Header and every block that reaches \p Latches without passing it.
  LoopBlocks of(BlockId Header, std::vector<BlockId> Latches) {
    LoopBlocks Loop{Header};
    Mark[Header] = Header;
    while (!Latches.empty()) {
      BlockId B = Latches.back();
      Latches.pop_back();
      if (Mark[B] == Header)
        continue;
      Mark[B] = Header;
      Loop.push_back(B);
      for (BlockId P : D.before(B))
        if (D.reached(P))
          Latches.push_back(P);
    }
    std::sort(Loop.begin(), Loop.end());
    return Loop;
  }

private:
  const Dominators &D;
  std::vector<BlockId> Mark;
};

} // namespace

std::vector<LoopBlocks> loopsOf(const Function &F) {
  std::vector<LoopBlocks> Loops;
  Dominators D(F);
  Bodies Body(F, D);
  for (BlockId Header = 0; Header < F.Blocks.size(); ++Header) {
    if (!D.reached(Header))
      continue;
    std::vector<BlockId> Latches;
    for (BlockId B : D.before(Header))
      if (B < F.Blocks.size() && D.dominates(Header, B))
        Latches.push_back(B);
    if (!Latches.empty())
      Loops.push_back(Body.of(Header, std::move(Latches)));
  }
  std::sort(Loops.begin(), Loops.end(),
            [](const LoopBlocks &A, const LoopBlocks &B) { return A.size() < B.size(); });
  return Loops;
}

LoopNest::LoopNest(const Function &F) {
  for (LoopBlocks &L : loopsOf(F))
    All.push_back(std::make_shared<const LoopBlocks>(std::move(L)));
}

std::vector<SharedLoop> LoopNest::around(BlockId Inside) const {
  std::vector<SharedLoop> Out;
  for (const SharedLoop &L : All)
    if (L->front() <= Inside && Inside <= L->back() && std::binary_search(L->begin(), L->end(), Inside))
      Out.push_back(L);
  return Out;
}

std::vector<unsigned> cyclesOf(const Function &F) {
  std::vector<std::vector<BlockId>> Successors(F.Blocks.size());
  forEachEdge(F, [&](BlockId B, const Edge &E) { Successors[B].push_back(E.To); });
  Effort::add(F.Blocks.size());
  Components All(std::move(Successors));
  std::vector<unsigned> Out(F.Blocks.size(), NoId);
  for (BlockId B = 0; B < Out.size(); ++B)
    if (All[All.of(B)].Recursive)
      Out[B] = All.of(B);
  return Out;
}

std::vector<bool> inLoops(const Function &F) {
  std::vector<bool> Out;
  for (unsigned Cycle : cyclesOf(F))
    Out.push_back(Cycle != NoId);
  return Out;
}

std::vector<unsigned> forwardOrder(const Function &F) {
  unsigned Next = static_cast<unsigned>(F.Blocks.size());
  std::vector<unsigned> Order(F.Blocks.size(), Next);
  std::vector<bool> Seen(F.Blocks.size());
  for (BlockId Root = 0; Root < F.Blocks.size(); ++Root) {
    if (Seen[Root])
      continue;
    Seen[Root] = true;
    std::vector<std::pair<BlockId, size_t>> Stack{{Root, 0}};
    while (!Stack.empty()) {
      const Block &B = F.Blocks[Stack.back().first];
      if (Stack.back().second == B.Successors.size()) {
        Order[Stack.back().first] = --Next;
        Stack.pop_back();
        continue;
      }
      BlockId To = B.Successors[Stack.back().second++].To;
      if (!Seen[To]) {
        Seen[To] = true;
        Stack.emplace_back(To, 0);
      }
    }
  }
  return Order;
}

} // namespace asyncsafe
