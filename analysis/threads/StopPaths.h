//===- StopPaths.h - Who asks a thread to stop, and how ----------*- C++ -*-===//
//
// Decides what happens around the store that asks a thread to stop: what its function
// does, and that function's callers afterwards, until somebody waits for the thread.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_STOPPATHS_H
#define ASYNCSAFE_ANALYSIS_THREADS_STOPPATHS_H

#include "analysis/engine/Visited.h"
#include "analysis/threads/ConditionWaits.h"
#include "analysis/threads/Deeds.h"

namespace asyncsafe {

struct StopPath {
  FunctionId In = NoId;
  const Event *Store = nullptr;
  Deed Does;
  const Event *Join = nullptr; ///< an unbounded wait after the store
};

class StopPaths {
public:
  StopPaths(const Unit &U, const Callees &Calls, const Deeds &Does,
            const std::vector<ConditionWait> *Conditions = nullptr)
      : U(U), Calls(Calls), Does(Does), Conditions(Conditions) {}

  /// Of the store at this event.
  StopPath of(FunctionId In, BlockId B, unsigned Index) const;

private:
  bool isCondition(const Event &E) const;
  void follow(FunctionId F, BlockId B, unsigned Index, unsigned Depth, Visited<const Event *> &Calling,
              StopPath &P) const;
  const Unit &U;
  const Callees &Calls;
  const Deeds &Does;
  const std::vector<ConditionWait> *Conditions; ///< null: none
};

} // namespace asyncsafe

#endif
