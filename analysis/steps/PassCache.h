//===- PassCache.h - One look at a function, for all who ask -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Keeps what a pass over a function found, and the functions that it
// gave up.  A pass is made of (Steps, budget) and says whether it is complete().
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STEPS_PASSCACHE_H
#define ASYNCSAFE_ANALYSIS_STEPS_PASSCACHE_H

#include "analysis/steps/Steps.h"

#include <memory>

namespace asyncsafe {

template <class Pass> class PassCache {
public:
  PassCache(const Unit &U, CalleeOracle &Oracle, unsigned Budget) : U(U), Oracle(Oracle), Budget(Budget) {}

  const Steps &steps(FunctionId F) {
    Entry &E = Known[F];
    if (!E.Resolved)
      E.Resolved = std::make_unique<Steps>(resolve(U, U.Functions[F], {}, Oracle));
    return *E.Resolved;
  }
  const Pass &of(FunctionId F) {
    const Steps &S = steps(F);
    Entry &E = Known[F];
    if (!E.Found)
      E.Found = std::make_unique<Pass>(S, Budget);
    return *E.Found;
  }
  std::vector<FunctionId> incomplete() const {
    std::vector<FunctionId> Out;
    for (const auto &[F, E] : Known)
      if (E.Found && !E.Found->complete())
        Out.push_back(F);
    return Out;
  }

private:
  struct Entry {
    std::unique_ptr<Steps> Resolved;
    std::unique_ptr<Pass> Found; ///< refers to Resolved
  };
  const Unit &U;
  CalleeOracle &Oracle;
  unsigned Budget;
  std::map<FunctionId, Entry> Known;
};

} // namespace asyncsafe

#endif
