//===- LearntPairs.h - Functions that take and give back ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which functions acquire something, and which release it, where neither a row
// nor their effects say so: what a function's cleanup (a cleanup handler, a handler, a
// jump's landing) and its normal end both do with the result of one call, and then never
// use it again, is its release.  Both are unknown, or one hands out what is kept
// elsewhere and the other puts it back.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STEPS_LEARNTPAIRS_H
#define ASYNCSAFE_ANALYSIS_STEPS_LEARNTPAIRS_H

#include "effects/Graph.h"

#include <map>
#include <set>

namespace asyncsafe {

class LearntPairs {
public:
  explicit LearntPairs(const Unit &U);

  /// The result of such a call is a handle that the caller owes.
  bool acquires(CalleeId C) const { return Takers.count(C) != 0; }
  /// Such a call releases the handle that is its first argument.
  bool releases(CalleeId C) const { return Givers.count(C) != 0; }

private:
  void function(const Unit &U, const Function &F);
  bool mayTake(const Unit &U, CalleeId C);
  std::set<CalleeId> Takers, Givers;
  std::map<CalleeId, bool> Known; ///< it may be one that acquires
};

} // namespace asyncsafe

#endif
