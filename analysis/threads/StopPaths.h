//===- StopPaths.h - Code around a request to stop --------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the side effects around the store that asks a thread to stop: those of its function, and
// those of its callers afterwards, until one of them joins the thread.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_STOPPATHS_H
#define ASYNCSAFE_ANALYSIS_THREADS_STOPPATHS_H

#include "analysis/engine/Visited.h"
#include "analysis/threads/ConditionWaits.h"
#include "analysis/threads/SideEffects.h"

namespace asyncsafe {

struct StopPath {
  FunctionId In = NoId;
  const Event *Store = nullptr;
  SideEffects Does;
  const Event *Join = nullptr; ///< an unbounded wait after the store
};

class StopPaths {
public:
  StopPaths(const Unit &U, const Callees &Calls, const SideEffectSummaries &Does,
            const std::vector<ConditionWait> *Conditions = nullptr)
      : U(U), Calls(Calls), Does(Does), Conditions(Conditions) {}

  /// For the store at this event.
  StopPath of(FunctionId In, BlockId B, unsigned Index) const;

private:
  bool isCondition(const Event &E) const;
  void follow(FunctionId F, BlockId B, unsigned Index, unsigned Depth, Visited<const Event *> &Calling,
              StopPath &P) const;
  const Unit &U;
  const Callees &Calls;
  const SideEffectSummaries &Does;
  const std::vector<ConditionWait> *Conditions; ///< null: none
};

} // namespace asyncsafe

#endif
