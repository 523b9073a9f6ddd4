//===- Dominators.cpp - What every path to a block passes -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/Dominators.h"

#include <algorithm>

namespace asyncsafe {

Dominators::Dominators(const Function &F) : Root(static_cast<BlockId>(F.Blocks.size())) {
  Before.resize(Root + 1);
  Order.assign(Root + 1, NoId);
  Parent.assign(Root + 1, NoId);
  std::vector<BlockId> Entries = entriesOf(F);
  for (BlockId B : Entries)
    if (B < Root)
      Before[B].push_back(Root);
  forEachEdge(F, [&](BlockId B, const Edge &E) { Before[E.To].push_back(B); });
  number(F, Entries);
  Effort::add(F.Blocks.size());
  findParents();
  findBelow();
}

void Dominators::findParents() {
  Parent[Root] = Root;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (BlockId B : Forward) {
      BlockId New = NoId;
      for (BlockId P : Before[B])
        if (Parent[P] != NoId)
          New = New == NoId ? P : common(P, New);
      if (New != Parent[B]) {
        Parent[B] = New;
        Changed = true;
      }
    }
  }
}

/// A parent comes before its children in forward order.
void Dominators::findBelow() {
  std::vector<uint32_t> Size(Root + 1, 1);
  for (size_t I = Forward.size(); I--;)
    Size[Parent[Forward[I]]] += Size[Forward[I]];
  Below.resize(Root + 1);
  Below[Root] = {0, 1};
  for (BlockId B : Forward) {
    // End is where the next child begins, until all are there.
    uint32_t &Next = Below[Parent[B]].End;
    Below[B] = {Next, Next + 1};
    Next += Size[B];
  }
}

/// Reverse post-order, without recursion.
void Dominators::number(const Function &F, const std::vector<BlockId> &Entries) {
  std::vector<bool> Seen(Root);
  for (BlockId Entry : Entries) {
    if (Entry >= Root || Seen[Entry])
      continue;
    std::vector<std::pair<BlockId, size_t>> Stack{{Entry, 0}};
    Seen[Entry] = true;
    while (!Stack.empty()) {
      auto &[B, Next] = Stack.back();
      if (Next < F.Blocks[B].Successors.size()) {
        BlockId To = F.Blocks[B].Successors[Next++].To;
        if (!Seen[To]) {
          Seen[To] = true;
          Stack.emplace_back(To, 0);
        }
        continue;
      }
      Forward.push_back(B);
      Stack.pop_back();
    }
  }
  std::reverse(Forward.begin(), Forward.end());
  Order[Root] = 0;
  for (uint32_t I = 0; I < Forward.size(); ++I)
    Order[Forward[I]] = I + 1;
}

BlockId Dominators::common(BlockId A, BlockId B) const {
  while (A != B) {
    while (Order[A] > Order[B])
      A = Parent[A];
    while (Order[B] > Order[A])
      B = Parent[B];
  }
  return A;
}

} // namespace asyncsafe
