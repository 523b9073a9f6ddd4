//===- CallSites.h - Who calls whom, and who starts threads ------*- C++ -*-===//
//
// Decides the edges between the functions of a unit: calls and destructions of
// bodies in sight, and the bodies that run on threads of their own.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_CALLSITES_H
#define ASYNCSAFE_ANALYSIS_CALLSITES_H

#include "effects/Graph.h"

namespace asyncsafe {

/// One event of a function that runs a body in sight.
struct CallEdge {
  FunctionId From = NoId, To = NoId;
  BlockId Block = 0;
  unsigned Index = 0; ///< of the event in its block
  const Event *At = nullptr;
};

/// A thread that the unit starts.
struct ThreadStart {
  FunctionId Body = NoId;
  FunctionId In = NoId; ///< who starts it
  const Event *At = nullptr;
};

class CallSites {
public:
  explicit CallSites(const Unit &U);

  const std::vector<CallEdge> &callees(FunctionId F) const { return Callees[F]; }
  const std::vector<CallEdge> &callers(FunctionId F) const { return Callers[F]; }
  const std::vector<ThreadStart> &threads() const { return Threads; }

  /// By function: runs on a thread that the unit starts, or is called from there.
  std::vector<bool> onThreads() const;
  /// \p F is such a thread's first function.
  bool startsThread(FunctionId F) const;

  /// Whatever a marked function calls is marked too.
  void spread(std::vector<bool> &Marked) const;
  /// \p F and whatever it calls.
  std::vector<bool> reachedFrom(FunctionId F) const;

private:
  std::vector<std::vector<CallEdge>> Callees, Callers;
  std::vector<ThreadStart> Threads;
};

} // namespace asyncsafe

#endif
