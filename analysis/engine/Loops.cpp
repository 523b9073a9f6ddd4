//===- Loops.cpp - Natural loops and block order --------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/Loops.h"

#include "analysis/engine/Components.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// Immediate dominators (Cooper, Harvey, Kennedy 2001) under one virtual root above the entry and all
/// handlers.
class Dominators {
public:
  explicit Dominators(const Function &F) : F(F), Root(static_cast<BlockId>(F.Blocks.size())) {
    Before.resize(Root + 1);
    Order.assign(Root + 1, NoId);
    Parent.assign(Root + 1, NoId);
    roots();
    number();
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

  bool reached(BlockId B) const { return Parent[B] != NoId; }
  /// False if \p B is unreachable.
  bool dominates(BlockId A, BlockId B) const {
    if (!reached(B))
      return false;
    while (Order[B] > Order[A])
      B = Parent[B];
    return A == B;
  }
  const std::vector<BlockId> &before(BlockId B) const { return Before[B]; }

private:
  void roots() {
    Entries = entriesOf(F);
    for (BlockId B : Entries)
      if (B < Root)
        Before[B].push_back(Root);
    forEachEdge(F, [&](BlockId B, const Edge &E) { Before[E.To].push_back(B); });
  }

  /// Reverse post-order, without recursion.
  void number() {
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

  BlockId common(BlockId A, BlockId B) const {
    while (A != B) {
      while (Order[A] > Order[B])
        A = Parent[A];
      while (Order[B] > Order[A])
        B = Parent[B];
    }
    return A;
  }

  const Function &F;
  BlockId Root;
  std::vector<BlockId> Entries, Forward;
  std::vector<std::vector<BlockId>> Before;
  std::vector<uint32_t> Order;
  std::vector<BlockId> Parent;
};

/// \p Header and every block that reaches \p Latches without passing it.
LoopBlocks bodyOf(const Function &F, const Dominators &D, BlockId Header, std::vector<BlockId> Latches) {
  std::vector<bool> In(F.Blocks.size());
  In[Header] = true;
  while (!Latches.empty()) {
    BlockId B = Latches.back();
    Latches.pop_back();
    if (In[B])
      continue;
    In[B] = true;
    for (BlockId P : D.before(B))
      if (D.reached(P))
        Latches.push_back(P);
  }
  LoopBlocks Loop;
  for (BlockId B = 0; B < In.size(); ++B)
    if (In[B])
      Loop.push_back(B);
  return Loop;
}

/// The natural loops whose header satisfies \p May.
template <class Filter> std::vector<LoopBlocks> naturalLoops(const Function &F, Filter May) {
  std::vector<LoopBlocks> Loops;
  Dominators D(F);
  for (BlockId Header = 0; Header < F.Blocks.size(); ++Header) {
    if (!D.reached(Header) || !May(D, Header))
      continue;
    std::vector<BlockId> Latches;
    for (BlockId B : D.before(Header))
      if (B < F.Blocks.size() && D.reached(B) && D.dominates(Header, B))
        Latches.push_back(B);
    if (!Latches.empty())
      Loops.push_back(bodyOf(F, D, Header, std::move(Latches)));
  }
  std::sort(Loops.begin(), Loops.end(),
            [](const LoopBlocks &A, const LoopBlocks &B) { return A.size() < B.size(); });
  return Loops;
}

} // namespace

std::vector<LoopBlocks> loopsOf(const Function &F) {
  return naturalLoops(F, [](const Dominators &, BlockId) { return true; });
}

std::vector<LoopBlocks> loopsAround(const Function &F, BlockId Inside) {
  std::vector<bool> After = reachableFrom(F, Inside);
  if (!After[Inside])
    return {};
  std::vector<LoopBlocks> Loops = naturalLoops(
      F, [&](const Dominators &D, BlockId Header) { return After[Header] && D.dominates(Header, Inside); });
  auto Outside = [&](const LoopBlocks &L) { return !std::binary_search(L.begin(), L.end(), Inside); };
  Loops.erase(std::remove_if(Loops.begin(), Loops.end(), Outside), Loops.end());
  return Loops;
}

std::vector<bool> inLoops(const Function &F) {
  std::vector<std::vector<BlockId>> Successors(F.Blocks.size());
  forEachEdge(F, [&](BlockId B, const Edge &E) { Successors[B].push_back(E.To); });
  Effort::add(F.Blocks.size());
  std::vector<bool> Out(F.Blocks.size());
  for (const Component &C : Components(std::move(Successors)))
    for (BlockId B : C.Members)
      Out[B] = C.Recursive;
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
