//===- HeldPaths.h - Paths on which a resource is held ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the normal paths on which one resource is held, as explore() walks them, as a graph of runs:
// the steps of a block from one step on, entered with one hold. A question ("is it released further
// on?") inspects only the few steps of a run that matter, and is answered for all later runs at once, so
// that asking at many points costs no more than asking once.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_HELDPATHS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_HELDPATHS_H

#include "analysis/exposures/Explore.h"

#include <deque>
#include <functional>
#include <map>
#include <unordered_map>

namespace asyncsafe {

/// Numbers holds; holds with equal names, results, owners and promises get the same number, since these
/// alone determine where a resource goes.
class HoldIds {
public:
  unsigned of(const Hold &H);

private:
  struct Hash {
    size_t operator()(const Hold &H) const;
  };
  struct Same {
    bool operator()(const Hold &A, const Hold &B) const {
      return A.Names == B.Names && A.Results == B.Results && A.Owners == B.Owners &&
             A.Promised == B.Promised && (A.Promised.empty() || A.IfPromised == B.IfPromised);
    }
  };
  std::unordered_map<Hold, unsigned, Hash, Same> Ids;
};

class HeldPaths {
public:
  HeldPaths(const HeldPass &Pass, unsigned Resource, HoldIds &Ids)
      : Pass(Pass), S(Pass.steps()), Resource(Resource), Ids(Ids), RunsOf(S.Blocks.size()) {}

  /// The steps of a block that are reached from one of them.
  struct Run {
    /// The hold from the step \p First on, before it.
    struct Holding {
      unsigned First, Id;
      Hold H;
    };
    /// A step that changes the hold, or at which a path can end.
    struct Notable {
      unsigned Index;
      HoldChange Change;
    };
    BlockId B = 0;
    unsigned From = 0, End = 0;    ///< the resource is held from From to End
    bool Leaves = false;           ///< continues in other blocks
    bool Entered = false;          ///< a path of the graph enters it
    std::vector<Holding> Holdings; ///< not empty
    std::vector<Notable> Notables;
    std::optional<std::vector<unsigned>> Next; ///< runs, in the order of the edges; empty: not computed yet

    const Holding &at(unsigned Index) const;
  };
  /// The answer of a question for the steps from First to Last.
  struct Mark {
    unsigned First, Last;
    Visit Says;
  };
  struct Question {
    /// The marks of a run, in order; between them the search goes on.
    std::function<std::vector<Mark>(const Run &)> Asks;
    std::vector<std::optional<std::vector<Mark>>> Marks; ///< by run
    std::vector<signed char> Known;     ///< by run, from its beginning; negative: not asked yet
    std::map<unsigned, Position> Found; ///< by run
  };
  /// A question that concerns only changes of the hold and ends of paths: \p Asks(block, step, hold
  /// before, change).
  using AtNotable = std::function<Visit(BlockId, const Step &, const Hold &, HoldChange)>;
  Question atNotables(AtNotable Asks) const;

  struct Answer {
    std::optional<Position> At; ///< where explore() would stop
    unsigned Until = 0;         ///< the answer is the same for earlier steps of the block down to this one
  };
  /// Whether explore() with this question would be stopped, starting here. No is certain; yes is certain
  /// while isExact().
  bool mayStop(Question &Q, Position From, const Hold &H, unsigned *Until = nullptr);
  /// … and where first?
  Answer firstStop(Question &Q, Position From, const Hold &H);

  /// explore() enters each block once, with the hold of the first path; that is exact if no block is
  /// ever entered with two different holds.
  bool isExact() const { return !Ambiguous; }

private:
  using RunId = unsigned;

  RunId runAt(Position From, const Hold &H);
  RunId entering(BlockId B, Hold H);
  RunId add(Position From, Hold H);
  std::vector<RunId> next(RunId R);
  const std::vector<Mark> &marks(Question &Q, RunId R);
  /// The first mark at or after \p Index, or null.
  const Mark *markFrom(Question &Q, RunId R, unsigned Index);
  bool solve(Question &Q, RunId R);
  Position follow(Question &Q, RunId R);
  static signed char &known(Question &Q, RunId R);

  const HeldPass &Pass;
  const Steps &S;
  unsigned Resource;
  HoldIds &Ids;
  std::deque<Run> Runs;                   ///< a deque: runs are added while others are in use
  std::vector<std::vector<RunId>> RunsOf; ///< by block
  std::optional<RunId> Acquiring;         ///< begins at the acquisition
  bool Ambiguous = false;
};

} // namespace asyncsafe

#endif
