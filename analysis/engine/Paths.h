//===- Paths.h - Which events and blocks a path leads to --------*- C++ -*-===//
//
// Answers every question about the paths through one function: what follows an event
// before something else does (walk), and which blocks a path leads to or comes from
// (reach).  Both meet each block once.  Edges can be left out, searches stopped early,
// and begun at several places.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_PATHS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_PATHS_H

#include "analysis/engine/Effort.h"
#include "effects/Graph.h"

#include <tuple>

namespace asyncsafe {

/// An event of a function.
struct Position {
  BlockId Block = 0;
  unsigned Index = 0;
};

inline Position behind(Position P) { return {P.Block, P.Index + 1}; }

/// Comes before in the source: decides between witnesses that say the same.
inline bool isEarlier(const SourceRange &A, const SourceRange &B) {
  return std::tie(A.File, A.Begin, A.End) < std::tie(B.File, B.Begin, B.End);
}

/// Calls \p Visit(position, event) for every event of \p F.
template <class AtEvent> void forEachEvent(const Function &F, AtEvent V) {
  for (BlockId B = 0; B < F.Blocks.size(); ++B)
    for (unsigned I = 0; I < F.Blocks[B].Events.size(); ++I)
      V(Position{B, I}, F.Blocks[B].Events[I]);
}

/// Calls \p V(block, edge) for every edge of \p F.
template <class AtEdge> void forEachEdge(const Function &F, AtEdge V) {
  for (BlockId B = 0; B < F.Blocks.size(); ++B)
    for (const Edge &E : F.Blocks[B].Successors)
      V(B, E);
}

//===----------------------------------------------------------------------===//
// Events
//===----------------------------------------------------------------------===//

/// What becomes of a walk at an event.
enum class Visit : uint8_t { GoOn, EndPath, Stop };

struct Walked {
  bool Stopped = false;
  std::vector<BlockId> Ends; ///< blocks without a successor whose end some path has come to
  /// No path was stopped, and none has come to the end: each was ended on the way.
  bool allEnded() const { return !Stopped && Ends.empty(); }
};

/// Calls \p V(position) -> Visit for what stands at \p From and behind, path by path, over the edges
/// that \p T(edge) allows; a block has \p SizeOf(block) positions.
template <class AtPosition, class Takes, class Size>
Walked walkPositions(const Function &F, Position From, Size SizeOf, AtPosition V, Takes T) {
  Walked Out;
  std::vector<bool> Seen(F.Blocks.size());
  Seen[From.Block] = From.Index == 0;
  std::vector<Position> Work{From};
  while (!Work.empty()) {
    Position P = Work.back();
    Work.pop_back();
    Visit Then = Visit::GoOn;
    unsigned First = P.Index;
    for (size_t End = SizeOf(P.Block); Then == Visit::GoOn && P.Index < End; ++P.Index)
      Then = V(P);
    Effort::add(P.Index - First + 1);
    Out.Stopped = Then == Visit::Stop;
    if (Out.Stopped)
      return Out;
    if (Then == Visit::EndPath)
      continue;
    const Block &B = F.Blocks[P.Block];
    if (B.Successors.empty())
      Out.Ends.push_back(P.Block);
    for (const Edge &E : B.Successors)
      if (T(E) && !Seen[E.To]) {
        Seen[E.To] = true;
        Work.push_back({E.To, 0});
      }
  }
  return Out;
}

/// The same for events: \p V(position, event) -> Visit.
template <class AtEvent, class Takes> Walked walk(const Function &F, Position From, AtEvent V, Takes T) {
  return walkPositions(
      F, From, [&](BlockId B) { return F.Blocks[B].Events.size(); },
      [&](Position P) { return V(P, F.Blocks[P.Block].Events[P.Index]); }, T);
}

template <class AtEvent> Walked walk(const Function &F, Position From, AtEvent V) {
  return walk(F, From, V, [](const Edge &) { return true; });
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

enum class Along : uint8_t { Forward, Backward };

/// By block, the edges that lead to it.
class Predecessors {
public:
  explicit Predecessors(const Function &F);
  struct From {
    BlockId Block;
    const Edge *Over;
  };
  const From *begin(BlockId B) const { return All.data() + First[B]; }
  const From *end(BlockId B) const { return All.data() + First[B + 1]; }

private:
  std::vector<size_t> First;
  std::vector<From> All;
};

/// The blocks that a path of at least one edge leads to from one of \p From, or of Backward leads
/// from to one of them; over edges that \p Takes(block that it leaves, edge) allows.  A path goes no
/// further from blocks that \p Passes(block) is false of; those of \p From are left in any case.
template <class Takes, class Passes>
std::vector<bool> reach(const Function &F, std::vector<BlockId> From, Along How, Takes T, Passes Through) {
  std::vector<bool> Seen(F.Blocks.size());
  auto Enter = [&](BlockId B) {
    if (Seen[B])
      return;
    Seen[B] = true;
    Effort::add();
    if (Through(B))
      From.push_back(B);
  };
  if (How == Along::Forward) {
    while (!From.empty()) {
      BlockId B = From.back();
      From.pop_back();
      for (const Edge &E : F.Blocks[B].Successors)
        if (T(B, E))
          Enter(E.To);
    }
    return Seen;
  }
  Predecessors Into(F);
  while (!From.empty()) {
    BlockId B = From.back();
    From.pop_back();
    for (auto *P = Into.begin(B); P != Into.end(B); ++P)
      if (T(P->Block, *P->Over))
        Enter(P->Block);
  }
  return Seen;
}

template <class Takes>
std::vector<bool> reach(const Function &F, std::vector<BlockId> From, Along How, Takes T) {
  return reach(F, std::move(From), How, T, [](BlockId) { return true; });
}

/// The entry of a function, and of its handlers.
std::vector<BlockId> entriesOf(const Function &F);

/// The blocks that a path leads to from \p From, none of them \p Without on the way.
std::vector<bool> reachableFrom(const Function &F, BlockId From, BlockId Without = NoId);

/// The blocks from which a path leads to \p To.
std::vector<bool> leadingTo(const Function &F, BlockId To);

/// A path leads from \p B back to it.
inline bool isInLoop(const Function &F, BlockId B) { return reachableFrom(F, B)[B]; }

/// The blocks that are reached from the entry, and from handlers, over edges that \p T(edge) allows.
template <class Takes> std::vector<bool> reachedOver(const Function &F, Takes T) {
  std::vector<BlockId> Entries = entriesOf(F);
  std::vector<bool> Out = reach(F, Entries, Along::Forward, [&](BlockId, const Edge &E) { return T(E); });
  for (BlockId B : Entries)
    Out[B] = true;
  return Out;
}

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

} // namespace asyncsafe

#endif
