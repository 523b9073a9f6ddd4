//===- HeldPaths.h - The paths of one resource, asked many times -*- C++ -*-===//
//
// The normal paths on which one resource is held, as explore() walks them, as a graph of
// runs: blocks gone through from one step on, entered with one hold.  A question ("is it
// released further on?") looks at the few steps of a run that matter, and is answered for
// all runs behind the first one asked for in one go, so that asking at each of many points
// costs no more than asking once.
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

/// A number for each hold, the same for those of the same names, results, owners and promises: where a
/// resource goes from a point depends on nothing else.
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

  /// The steps of a block that are come to from one of them.
  struct Run {
    /// From the step \p First on, before it.
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
    bool Leaves = false;           ///< goes on into other blocks
    bool Entered = false;          ///< a path of the graph leads to it
    std::vector<Holding> Holdings; ///< not empty
    std::vector<Notable> Notables;
    std::optional<std::vector<unsigned>> Next; ///< runs, in the order of the edges; none: not asked yet

    const Holding &at(unsigned Index) const;
  };
  /// What a question says of the steps from First to Last.
  struct Mark {
    unsigned First, Last;
    Visit Says;
  };
  struct Question {
    /// The marks of a run, in order; between them, it goes on.
    std::function<std::vector<Mark>(const Run &)> Asks;
    std::vector<std::optional<std::vector<Mark>>> Marks; ///< by run
    std::vector<signed char> Known;                      ///< by run, from its begin; negative: not asked yet
    std::map<unsigned, Position> Found;                  ///< by run
  };
  /// A question about changes of the hold and ends of paths alone: \p Asks(block, step, hold before, change).
  using AtNotable = std::function<Visit(BlockId, const Step &, const Hold &, HoldChange)>;
  Question atNotables(AtNotable Asks) const;

  struct Answer {
    std::optional<Position> At; ///< where explore() would be stopped
    unsigned Until = 0;         ///< the same from each step before this one of the block
  };
  /// Would explore() with this question, from here, be stopped?  No is certain; yes is, as long as
  /// isExact().
  bool mayStop(Question &Q, Position From, const Hold &H, unsigned *Until = nullptr);
  /// … and where first?
  Answer firstStop(Question &Q, Position From, const Hold &H);

  /// explore() enters each block once, with the hold of the path that came first: no matter, where
  /// none is ever entered with two different ones.
  bool isExact() const { return !Ambiguous; }

private:
  using RunId = unsigned;

  RunId runAt(Position From, const Hold &H);
  RunId entering(BlockId B, Hold H);
  RunId add(Position From, Hold H);
  std::vector<RunId> next(RunId R);
  const std::vector<Mark> &marks(Question &Q, RunId R);
  /// The first mark that says something of \p Index or behind; null if none does.
  const Mark *markFrom(Question &Q, RunId R, unsigned Index);
  bool solve(Question &Q, RunId R);
  Position follow(Question &Q, RunId R);
  static signed char &known(Question &Q, RunId R);

  const HeldPass &Pass;
  const Steps &S;
  unsigned Resource;
  HoldIds &Ids;
  std::deque<Run> Runs;                   ///< one may be added while another is asked about
  std::vector<std::vector<RunId>> RunsOf; ///< by block
  std::optional<RunId> Acquiring;         ///< begins at the acquisition
  bool Ambiguous = false;
};

} // namespace asyncsafe

#endif
