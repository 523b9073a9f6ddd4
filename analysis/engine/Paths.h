//===- Paths.h - Paths through one function ---------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which events follow an event before another one stops the search (walk), and which blocks are
// reachable from, or lead to, given blocks (reach). Each block is visited once. Edges can be filtered,
// searches stopped early, and started at several places.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_PATHS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_PATHS_H

#include "analysis/engine/Effort.h"
#include "effects/Graph.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace asyncsafe {

/// An event of a function.
struct Position {
  BlockId Block = 0;
  unsigned Index = 0;
};

inline Position behind(Position P) { return {P.Block, P.Index + 1}; }

/// Precedes in the source: chooses between witnesses of the same fact.
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

/// Some event of \p F satisfies \p Is.
template <class Test> bool hasEvent(const Function &F, Test Is) {
  return std::any_of(F.Blocks.begin(), F.Blocks.end(),
                     [&](const Block &B) { return std::any_of(B.Events.begin(), B.Events.end(), Is); });
}

/// Some branch of \p F tests a place that satisfies \p Is.
template <class Test> bool hasBranchOn(const Function &F, Test Is) {
  bool Found = false;
  forEachEdge(F, [&](BlockId, const Edge &E) { Found = Found || (E.When && Is(E.When->Subject)); });
  return Found;
}

//===----------------------------------------------------------------------===//
// Events
//===----------------------------------------------------------------------===//

/// How a walk continues after an event.
enum class Visit : uint8_t { GoOn, EndPath, Stop };

struct Walked {
  bool Stopped = false;
  std::vector<BlockId> Ends; ///< blocks without a successor whose end some path reached
  /// No path was stopped or came to the end: the visitor ended each of them.
  bool allEnded() const { return !Stopped && Ends.empty(); }
};

/// Calls \p V(position) -> Visit for the positions from \p From on, path by path, over the edges that \p
/// T(edge) allows; a block has \p SizeOf(block) positions.
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

/// By block, the edges into it.
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

/// The events with \p Stores(event) from which a path leads to \p To without another such event; null
/// stands for a path from the entry without any.
template <class IsStore>
std::vector<const Event *> lastStores(const Function &F, const Predecessors &Before, Position To,
                                      IsStore Stores) {
  std::vector<const Event *> Out;
  std::vector<std::pair<BlockId, unsigned>> Found;
  std::vector<bool> Seen(F.Blocks.size());
  std::vector<Position> Work{To};
  while (!Work.empty()) {
    Position P = Work.back();
    Work.pop_back();
    const unsigned Behind = P.Index;
    bool Ended = false;
    while (P.Index > 0 && !Ended) {
      --P.Index;
      Ended = Stores(F.Blocks[P.Block].Events[P.Index]);
    }
    Effort::add(Behind - P.Index + 1);
    if (Ended) {
      Found.emplace_back(P.Block, P.Index);
      continue;
    }
    if (P.Block == 0 && Out.empty())
      Out.push_back(nullptr);
    for (const Predecessors::From *From = Before.begin(P.Block); From != Before.end(P.Block); ++From)
      if (!Seen[From->Block]) {
        Seen[From->Block] = true;
        Work.push_back({From->Block, static_cast<unsigned>(F.Blocks[From->Block].Events.size())});
      }
  }
  std::sort(Found.begin(), Found.end());
  Found.erase(std::unique(Found.begin(), Found.end()), Found.end());
  for (auto [B, I] : Found)
    Out.push_back(&F.Blocks[B].Events[I]);
  return Out;
}

template <class IsStore>
std::vector<const Event *> lastStores(const Function &F, Position To, IsStore Stores) {
  return lastStores(F, Predecessors(F), To, Stores);
}

/// The blocks reachable by at least one edge from \p From, or, backward, that lead to \p From; over the
/// edges that \p Takes(source block, edge) allows. A path does not continue from a block for which \p
/// Passes(block) is false, except from those in \p From.
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

/// The entry blocks of a function and of its handlers.
std::vector<BlockId> entriesOf(const Function &F);

/// The blocks reachable from \p From without passing \p Without.
std::vector<bool> reachableFrom(const Function &F, BlockId From, BlockId Without = NoId);

/// The blocks that lead to \p To.
std::vector<bool> leadingTo(const Function &F, BlockId To);

/// \p B lies on a cycle.
inline bool isInLoop(const Function &F, BlockId B) { return reachableFrom(F, B)[B]; }

/// The blocks reachable from the entry and from handlers over edges that \p T(edge) allows.
template <class Takes> std::vector<bool> reachedOver(const Function &F, Takes T) {
  std::vector<BlockId> Entries = entriesOf(F);
  std::vector<bool> Out = reach(F, Entries, Along::Forward, [&](BlockId, const Edge &E) { return T(E); });
  for (BlockId B : Entries)
    Out[B] = true;
  return Out;
}

/// What is reachable from one event of a function.
class After {
public:
  After(const Function &F, Position From) : From(From), Blocks(reachableFrom(F, From.Block)) {}
  /// … over the edges that \p Takes(source block, edge) allows.
  template <class Takes>
  After(const Function &F, Position From, Takes T)
      : From(From), Blocks(reach(F, {From.Block}, Along::Forward, T)) {}
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
