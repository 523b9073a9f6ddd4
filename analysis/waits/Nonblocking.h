//===- Nonblocking.h - Descriptors that do not block -------------*- C++ -*-===//
//
// Decides for which descriptors the unit itself asks that calls do not block, here
// or in a function that is told of them.  Where it asks does not matter: it is done
// once, when the descriptor is made.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_NONBLOCKING_H
#define ASYNCSAFE_ANALYSIS_WAITS_NONBLOCKING_H

#include "effects/Graph.h"

#include <set>

namespace asyncsafe {

class NonblockingDescriptors {
public:
  explicit NonblockingDescriptors(const Unit &U);
  bool isNonblocking(FunctionId In, const Place &Descriptor) const;

private:
  void learn(FunctionId In, const Place &P);

  std::set<ObjectId> Objects;
  std::vector<std::vector<Place>> Places; ///< by function
};

} // namespace asyncsafe

#endif
