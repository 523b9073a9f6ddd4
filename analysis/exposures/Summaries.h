//===- Summaries.h - Summaries of functions ---------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the summary of each function with a known body: what a call may raise and through which
// chain, and what it leaves acquired, released, stored or masked. Computed bottom-up over the strongly
// connected components of the call graph, and refined for constant arguments where the body tests them.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_SUMMARIES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_SUMMARIES_H

#include "analysis/engine/Callees.h"
#include "analysis/engine/Options.h"
#include "analysis/steps/Steps.h"

#include <memory>
#include <unordered_set>

namespace asyncsafe {

class Summaries : public CalleeOracle {
public:
  /// \p LeftByHandlers: calls out of which a signal's handler jumps.
  Summaries(const Callees &Calls, const AnalysisOptions &Options,
            std::unordered_set<const Event *> LeftByHandlers = {});
  ~Summaries() override;

  void begin(const Function &Caller) override;

  /// The summary of the body, if it is known and the call cannot run another one; else the assumptions
  /// about an unknown callee (docs/architecture.md).
  const CalleeEffects &effectsOf(CalleeId Callee, const ConstantArguments &Constants) override;

  const CalleeEffects &of(FunctionId F);
  /// False: the acquisitions and releases of the other members of its recursion could not be determined.
  bool settled(FunctionId F) const;

  const Counters *counters() const override;
  const LearntPairs *pairs() const override;
  const ShortEnds *ends() const override;
  bool isLeftByHandler(const Event &E) const override;

private:
  struct Impl;
  std::unique_ptr<Impl> I;
};

} // namespace asyncsafe

#endif
