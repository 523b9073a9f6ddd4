//===- CancelRoutes.h - Why a function runs on a cancelled thread -*- C++ -*-===//
//
// Computes which functions run on threads that somebody cancels, and for each the shortest way there: who
// cancels, where the thread is started, and the calls from its body down.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_CANCELROUTES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_CANCELROUTES_H

#include "analysis/engine/Callees.h"

namespace asyncsafe {

/// A thread that is cancelled.
struct CancelledThread {
  ThreadStart Thread;
  const Event *Request = nullptr; ///< who cancels it, or may do so; null: another unit
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
  /// None if it does not, or too many functions stand behind a call on the way.
  std::optional<CancelRoute> to(FunctionId F) const;

private:
  std::vector<bool> Reached;
  std::vector<CancelledThread> Roots;
  std::vector<unsigned> RootOf; ///< by function, of Roots; NoId: no way is known
  std::vector<CallEdge> Into;   ///< by function: the last call on the way; none for a thread's body
};

} // namespace asyncsafe

#endif
