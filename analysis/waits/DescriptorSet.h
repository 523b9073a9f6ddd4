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
  enum class Learnt : uint8_t { Nothing, Here, Everywhere };

  explicit DescriptorSet(size_t Functions) : ByFunction(Functions) {}

  bool contains(FunctionId In, const Place &P) const {
    return !P.isNone() && ((P.Object != NoId && Objects.count(P.Object)) || ByFunction[In].count(P));
  }

  /// Everywhere: \p P is a variable or field that other functions name, too.
  Learnt add(FunctionId In, const Place &P) {
    if (P.isNone() || contains(In, P))
      return Learnt::Nothing;
    ByFunction[In].insert(P);
    return P.Object != NoId && Objects.insert(P.Object).second ? Learnt::Everywhere : Learnt::Here;
  }

  const Places &in(FunctionId F) const { return ByFunction[F]; }

private:
  std::unordered_set<ObjectId> Objects;
  std::vector<Places> ByFunction;
};

} // namespace asyncsafe

#endif
