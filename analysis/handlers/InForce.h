//===- InForce.h - Handlers that are in force at a point --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether a handler can be in force when control is at a point: some path of the same process
// from the program's start, or from a function whose callers are unknown, installs it and does not replace
// it. A child of `fork` inherits the handlers that its parent has at that point, and what it changes does
// not change its parent. It has no children of its own until it starts one, so that nothing sends it
// SIGCHLD, and no timer until it arms one.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_INFORCE_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_INFORCE_H

#include "analysis/handlers/ProcessFlow.h"

#include <memory>

namespace asyncsafe {

class HandlersInForce {
public:
  explicit HandlersInForce(const UnitHandlers &Facts);
  ~HandlersInForce();

  /// The handler of \p Install can be in force at \p At in \p In, and its signal can come.
  bool mayStrikeAt(unsigned Install, FunctionId In, Position At);
  /// Nothing that \p F runs changes handlers, starts processes, or sets the timers of the handler.
  bool keepsAll(unsigned Install, FunctionId F) const {
    return !(ByTimers[Install] ? Changes.WithTimers : Changes.Concerned)[F];
  }

private:
  struct Answers;
  void spreadUp(std::vector<bool> &Marked) const;
  /// Adds the calls of \p F through large tables to the callers, and to \p Below what they run.
  void addDispatched(FunctionId F, std::vector<FunctionId> &Below);
  /// Calls \p V(edge) for each call that may run \p F, also through pointers.
  template <class AtCall> void forEachCall(FunctionId F, AtCall V) const {
    for (const CallEdge &E : Above[F])
      V(E);
    for (const std::vector<CallEdge> *Through : DispatchedTo[F])
      for (const CallEdge &E : *Through)
        V(E);
  }
  Answers &answersOf(unsigned Install);
  /// In some function, the signal of a child or timer can strike.
  bool isOfUse(const Answers &A) const;
  bool blocksWhileRunning(const HandlerInstall &H, const std::optional<int64_t> &Signal) const;
  bool isBlockedByHandlers(const std::optional<int64_t> &Signal, FunctionId In) const;
  bool mayStrikeByFlow(unsigned Install, FunctionId In, Position At);

  const UnitHandlers &Facts;
  const Unit &U;
  const Callees &Calls;
  ProcessChanges Changes;
  std::vector<bool> CallersUnknown, OnThread, InHandler;
  std::vector<bool> ByTimers;               ///< by install: only timers send its signal
  std::vector<bool> BelowArmed;             ///< by function: it, or a caller, sets timers
  std::vector<std::vector<CallEdge>> Above; ///< by function
  /// By large table: the calls through it; by function: those through each table that it is in.
  std::map<const FunctionValues::Answer *, std::vector<CallEdge>> Dispatched;
  std::vector<std::vector<const std::vector<CallEdge> *>> DispatchedTo;
  std::vector<std::vector<std::pair<BlockId, unsigned>>> CallsIn; ///< the events of these calls, sorted
  std::optional<Components> Order;                                ///< of these calls
  std::map<unsigned, std::unique_ptr<Answers>> Known;             ///< by install
};

} // namespace asyncsafe

#endif
