//===- StepIndex.h - Where the steps of a function stand --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Answers, for all saved states of one function, what each of them would otherwise look for in all of its
// steps: the block of a step, the variables that hold a result, and where a variable is stored to.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_STEPINDEX_H
#define ASYNCSAFE_ANALYSIS_STATE_STEPINDEX_H

#include "analysis/steps/Steps.h"

#include <unordered_map>
#include <unordered_set>

namespace asyncsafe {

using StepSet = std::unordered_set<const Step *>;

class StepIndex {
public:
  explicit StepIndex(Steps &S);

  /// The blocks of some of the function's steps, ascending.
  std::vector<BlockId> blocksOf(const StepSet &Some) const;
  /// … and those that lead to them.
  std::vector<bool> blocksBefore(const StepSet &Some) const;
  /// The variables that \p Result is assigned to.
  std::vector<PlaceId> copiesOf(PlaceId Result) const;
  /// The steps that store to \p Variable, and those that hand out its address.
  const std::vector<const Step *> &storesTo(PlaceId Variable) const;
  /// The result of a call, or a variable that one is assigned to.
  bool isCallResult(PlaceId P) const;
  bool isInLoop(BlockId B) const;

private:
  Steps &S;
  std::vector<std::pair<const Step *, BlockId>> Begins; ///< the first step of each block, by address
  std::unordered_map<PlaceId, std::vector<PlaceId>> Copies;
  std::unordered_map<PlaceId, std::vector<const Step *>> Stores;
  std::unordered_set<PlaceId> HoldsResult;
  mutable std::optional<std::vector<bool>> InLoop; ///< by block; when first asked
};

} // namespace asyncsafe

#endif
