//===- Visited.h - Where a search along calls has been -----------*- C++ -*-===//
//
// Decides whether a search that goes along calls, up to a limited distance, has met
// something before, as far from its start: a second visit says nothing new.  Without
// that, functions that call each other many times over cost a power of their number.
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
