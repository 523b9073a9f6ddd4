//===- CallersMasks.h - What callers keep out --------------------*- C++ -*-===//
//
// Decides whether a function only ever runs while its callers mask a source, and leaves out what was
// found there about that source.
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
  /// Every call of \p F stands where \p Why cannot strike, by what the calling function does or, in a
  /// program, by what its callers do, and nobody else can call it.
  bool mask(FunctionId F, Source Why);

  const Callees &Calls;
  const std::vector<bool> InSight;
  MaskCache Masks;
  std::map<std::pair<FunctionId, Source>, bool> Known;
};

} // namespace asyncsafe

#endif
