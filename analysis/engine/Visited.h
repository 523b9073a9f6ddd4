//===- Visited.h - Visited nodes of a bounded search ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether a depth-limited search along calls has met a node at the same or a smaller distance
// from its start: a later visit finds nothing new. Without this, functions that call each other
// repeatedly cost time exponential in the depth.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_VISITED_H
#define ASYNCSAFE_ANALYSIS_ENGINE_VISITED_H

#include <set>
#include <utility>

namespace asyncsafe {

template <class What> class Visited {
public:
  bool isNew(const What &W, unsigned Distance) { return Seen.insert({W, Distance}).second; }

private:
  std::set<std::pair<What, unsigned>> Seen;
};

} // namespace asyncsafe

#endif
