//===- CallersMasks.h - Sources that callers mask ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether a function runs only while its callers mask a source, and drops the findings about
// that source in such functions.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_CALLERSMASKS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_CALLERSMASKS_H

#include "analysis/engine/KnownCallers.h"
#include "analysis/exposures/BoundaryFacts.h"
#include "analysis/exposures/ExposureFacts.h"
#include "analysis/steps/MaskState.h"

namespace asyncsafe {

class CallersMasks {
public:
  CallersMasks(const Callees &Calls, CalleeOracle &Oracle, unsigned Budget)
      : Calls(Calls), InSight(calledInSight(Calls)), Masks(Calls.unit(), Oracle, Budget) {}

  void drop(std::vector<TerminatedUnwind> &Found);
  void drop(std::vector<SwallowedUnwind> &Found);
  void drop(std::vector<Exposure> &Found);

private:
  /// At every call of \p F, \p Why is masked by the calling function or, in a whole program, by its
  /// callers; and all callers of \p F are known.
  bool mask(FunctionId F, Source Why);

  const Callees &Calls;
  const std::vector<bool> InSight;
  MaskCache Masks;
  std::map<std::pair<FunctionId, Source>, bool> Known;
};

} // namespace asyncsafe

#endif
