//===- Flow.cpp - Loops and reachability of a function --------------------===//

#include "analysis/Flow.h"

#include <algorithm>

namespace asyncsafe {

std::vector<bool> reachableFrom(const Function &F, BlockId From, BlockId Without) {
  std::vector<bool> Seen(F.Blocks.size());
  std::vector<BlockId> Work{From};
  while (!Work.empty()) {
    BlockId B = Work.back();
    Work.pop_back();
    for (const Edge &E : F.Blocks[B].Successors)
      if (E.To != Without && !Seen[E.To]) {
        Seen[E.To] = true;
        Work.push_back(E.To);
      }
  }
  return Seen;
}

/// No way from where the function, or one of its handlers, begins leads past \p Header to \p B.
static std::vector<bool> reachedWithout(const Function &F, BlockId Header) {
  std::vector<bool> Seen(F.Blocks.size());
  auto From = [&](BlockId Entry) {
    if (Entry == Header || Seen[Entry])
      return;
    Seen[Entry] = true;
    std::vector<bool> More = reachableFrom(F, Entry, Header);
    for (BlockId B = 0; B < More.size(); ++B)
      Seen[B] = Seen[B] || More[B];
  };
  From(0);
  for (const UnwindScope &S : F.Scopes)
    for (const Handler &H : S.Handlers)
      From(H.Entry);
  return Seen;
}

std::vector<LoopBlocks> loopsAround(const Function &F, BlockId Inside) {
  std::vector<LoopBlocks> Loops;
  std::vector<bool> After = reachableFrom(F, Inside);
  if (!After[Inside])
    return Loops;
  std::vector<std::vector<BlockId>> Before(F.Blocks.size());
  for (BlockId B = 0; B < F.Blocks.size(); ++B)
    for (const Edge &E : F.Blocks[B].Successors)
      Before[E.To].push_back(B);
  for (BlockId Header = 0; Header < F.Blocks.size(); ++Header) {
    if (!After[Header])
      continue;
    std::vector<bool> Past = reachedWithout(F, Header);
    if (Past[Inside])
      continue;
    // Backwards from the edges that close the loop.
    std::vector<bool> In(F.Blocks.size());
    In[Header] = true;
    std::vector<BlockId> Work;
    auto Add = [&](BlockId B) {
      if (!In[B] && !Past[B]) {
        In[B] = true;
        Work.push_back(B);
      }
    };
    bool Closed = false;
    for (BlockId B : Before[Header])
      if (!Past[B] && (B == Header || reachableFrom(F, Header)[B])) {
        Closed = true;
        Add(B);
      }
    while (!Work.empty()) {
      BlockId B = Work.back();
      Work.pop_back();
      for (BlockId P : Before[B])
        Add(P);
    }
    if (!Closed || !In[Inside])
      continue;
    LoopBlocks Loop;
    for (BlockId B = 0; B < In.size(); ++B)
      if (In[B])
        Loop.push_back(B);
    Loops.push_back(std::move(Loop));
  }
  std::sort(Loops.begin(), Loops.end(),
            [](const LoopBlocks &A, const LoopBlocks &B) { return A.size() < B.size(); });
  return Loops;
}

} // namespace asyncsafe
