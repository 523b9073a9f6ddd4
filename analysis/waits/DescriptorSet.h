//===- DescriptorSet.h - Places that hold certain descriptors ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Holds the places of a unit's functions that are known to be descriptors of some kind: a variable or field
// for every function, anything else for its own.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_DESCRIPTORSET_H
#define ASYNCSAFE_ANALYSIS_WAITS_DESCRIPTORSET_H

#include "effects/Graph.h"

#include <unordered_set>

namespace asyncsafe {

class DescriptorSet {
public:
  using Places = std::unordered_set<Place, PlaceHash>;

  explicit DescriptorSet(size_t Functions) : ByFunction(Functions) {}

  bool contains(FunctionId In, const Place &P) const {
    return !P.isNone() && ((P.Object != NoId && Objects.count(P.Object)) || ByFunction[In].count(P));
  }

  /// False if it was known.
  bool add(FunctionId In, const Place &P) {
    if (P.isNone() || contains(In, P))
      return false;
    ByFunction[In].insert(P);
    if (P.Object != NoId)
      Objects.insert(P.Object);
    return true;
  }

  const Places &in(FunctionId F) const { return ByFunction[F]; }

private:
  std::unordered_set<ObjectId> Objects;
  std::vector<Places> ByFunction;
};

} // namespace asyncsafe

#endif
