//===- CancelRoutes.h - Routes to cancelled threads -------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which functions run on threads that the program cancels and, for each, the shortest route:
// the cancelling call, the start of the thread, and the calls from its body down.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_CANCELROUTES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_CANCELROUTES_H

#include "analysis/engine/Callees.h"

namespace asyncsafe {

/// A thread that is cancelled.
struct CancelledThread {
  ThreadStart Thread;
  const Event *Request = nullptr; ///< the call that cancels it, or may; null: in another unit
  bool Named = false;             ///< the request is known to mean this thread
};

struct CancelRoute {
  CancelledThread From;
  std::vector<CallEdge> Calls; ///< from the thread's body down to the function
};

class CancelRoutes {
public:
  explicit CancelRoutes(const Callees &Calls, const std::vector<CancelledThread> &Threads = {});

  /// By function: it runs on such a thread.
  const std::vector<bool> &reached() const { return Reached; }
  /// Empty if \p F does not run there, or if a call on the way may run too many functions.
  std::optional<CancelRoute> to(FunctionId F) const;

private:
  std::vector<bool> Reached;
  std::vector<CancelledThread> Roots;
  std::vector<unsigned> RootOf; ///< by function: index of Roots; NoId: no route is known
  std::vector<CallEdge> Into;   ///< by function: the last call of the route; unset for a thread's body
};

} // namespace asyncsafe

#endif
