//===- Summaries.h - What each function of the unit does --------*- C++ -*-===//
//
// Decides what a call of a function whose body is in sight does to its caller:
// what it may raise and by which chain, what it leaves acquired, released,
// stored or masked.  Computed bottom-up over the strongly connected components
// of the call graph; refined for constant arguments where the body tests them.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_SUMMARIES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_SUMMARIES_H

#include "analysis/engine/Callees.h"
#include "analysis/engine/Options.h"
#include "analysis/steps/Steps.h"

#include <memory>

namespace asyncsafe {

class Summaries : public CalleeOracle {
public:
  Summaries(const Callees &Calls, const AnalysisOptions &Options);
  ~Summaries() override;

  void begin(const Function &Caller) override;

  /// The summary of the body, if it is in sight and the call cannot go elsewhere;
  /// else what is assumed of an unknown callee (docs/architecture.md).
  const CalleeEffects &effectsOf(CalleeId Callee, const ConstantArguments &Constants) override;

  const CalleeEffects &of(FunctionId F);
  /// False: what the other members of its recursion take and give could not be told.
  bool settled(FunctionId F) const;

  const Counters *counters() const override;
  const LearntPairs *pairs() const override;
  const ShortEnds *ends() const override;

private:
  struct Impl;
  std::unique_ptr<Impl> I;
};

} // namespace asyncsafe

#endif
