//===- HeldPaths.h - The paths of one resource, asked many times -*- C++ -*-===//
//
// The normal paths on which one resource is held, as explore() walks them, as a graph
// whose nodes are blocks entered with a hold.  A question ("is it released further
// on?") is answered for all nodes behind the first one asked for in one go, so that
// asking at each of many points costs no more than asking once.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_HELDPATHS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_HELDPATHS_H

#include "analysis/exposures/Explore.h"

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
      : Pass(Pass), Resource(Resource), Ids(Ids), NodesOf(Pass.steps().Blocks.size()) {}

  /// A visitor of explore() that keeps no state, and what is known of its answers.
  struct Question {
    std::function<Visit(BlockId, const Step &, const Hold &, HoldChange)> Asks;
    std::vector<signed char> Known; ///< by node; negative: not asked yet
  };

  /// Would explore() with this visitor, from here, be stopped?  No is certain; yes is, as long as
  /// isExact().
  bool mayStop(Question &Q, BlockId B, unsigned Index, const Hold &H);

  /// explore() enters each block once, with the hold of the path that came first: no matter, where
  /// none is ever entered with two different ones.
  bool isExact() const { return !Ambiguous; }

private:
  using NodeId = unsigned;
  struct Node {
    BlockId B;
    Hold H;
  };

  NodeId node(BlockId B, Hold H);
  Visit through(Question &Q, BlockId B, unsigned Index, Hold H, bool First, std::vector<NodeId> &Next);
  bool solve(Question &Q, NodeId N);
  static signed char &known(Question &Q, NodeId N);

  const HeldPass &Pass;
  unsigned Resource;
  HoldIds &Ids;
  std::vector<Node> Nodes;
  std::vector<std::vector<std::pair<unsigned, NodeId>>> NodesOf; ///< by block: hold, node
  bool Ambiguous = false;
};

} // namespace asyncsafe

#endif
