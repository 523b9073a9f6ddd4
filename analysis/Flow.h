//===- Flow.h - Loops and reachability of a function -------------*- C++ -*-===//
//
// Decides which blocks and events a path leads to, and which loop is the innermost
// around a block.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_FLOW_H
#define ASYNCSAFE_ANALYSIS_FLOW_H

#include "effects/Graph.h"

#include <functional>
#include <tuple>

namespace asyncsafe {

/// The blocks that a path of at least one edge leads to from \p From, none of them
/// \p Without on the way.
std::vector<bool> reachableFrom(const Function &F, BlockId From, BlockId Without = NoId);

/// The blocks from which a path of at least one edge leads to \p To.
std::vector<bool> leadingTo(const Function &F, BlockId To);

/// An event of a function.
struct Position {
  BlockId Block = 0;
  unsigned Index = 0;
};

/// What a path leads to from one event of a function.
class After {
public:
  After(const Function &F, Position From) : From(From), Blocks(reachableFrom(F, From.Block)) {}
  bool contains(Position P) const {
    return Blocks[P.Block] || (P.Block == From.Block && P.Index > From.Index);
  }

private:
  Position From;
  std::vector<bool> Blocks;
};

/// What leads to one event of a function.
class Before {
public:
  Before(const Function &F, Position To) : To(To), Blocks(leadingTo(F, To.Block)) {}
  bool contains(Position P) const { return Blocks[P.Block] || (P.Block == To.Block && P.Index < To.Index); }

private:
  Position To;
  std::vector<bool> Blocks;
};

/// Comes before in the source: decides between witnesses that say the same.
inline bool isEarlier(const SourceRange &A, const SourceRange &B) {
  return std::tie(A.File, A.Begin, A.End) < std::tie(B.File, B.Begin, B.End);
}

/// Calls \p Visit(position, event) for every event of \p F.
template <class Visit> void forEachEvent(const Function &F, Visit V) {
  for (BlockId B = 0; B < F.Blocks.size(); ++B)
    for (unsigned I = 0; I < F.Blocks[B].Events.size(); ++I)
      V(Position{B, I}, F.Blocks[B].Events[I]);
}

/// Calls \p Visit(position, event) for what is behind \p From, path by path; a path ends where it
/// answers false.  True: some path comes to the end of the function.
template <class Visit> bool walkFrom(const Function &F, Position From, Visit V) {
  std::vector<bool> Seen(F.Blocks.size());
  std::vector<Position> Work{{From.Block, From.Index + 1}};
  bool Ends = false;
  while (!Work.empty()) {
    Position P = Work.back();
    Work.pop_back();
    const Block &B = F.Blocks[P.Block];
    bool Goes = true;
    for (; Goes && P.Index < B.Events.size(); ++P.Index)
      Goes = V(P, B.Events[P.Index]);
    if (!Goes)
      continue;
    Ends |= B.Successors.empty();
    for (const Edge &E : B.Successors)
      if (!Seen[E.To]) {
        Seen[E.To] = true;
        Work.push_back({E.To, 0});
      }
  }
  return Ends;
}

/// The blocks that are reached from the entry, and from handlers, over edges that \p Takes allows.
std::vector<bool> reachedOver(const Function &F, const std::function<bool(const Edge &)> &Takes);

/// By block: where it comes in an order in which only loops go back (reverse postorder).
std::vector<unsigned> forwardOrder(const Function &F);

/// A path leads from \p B back to it.
inline bool isInLoop(const Function &F, BlockId B) { return reachableFrom(F, B)[B]; }

/// The blocks of a loop; empty if there is none.
using LoopBlocks = std::vector<BlockId>;

/// Each natural loop of \p F, inner ones first.
std::vector<LoopBlocks> loopsOf(const Function &F);

/// Each natural loop around \p Inside, innermost first.
std::vector<LoopBlocks> loopsAround(const Function &F, BlockId Inside);

} // namespace asyncsafe

#endif
