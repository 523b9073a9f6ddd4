//===- HandlerDefects.h - Defects of signal handlers ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The defects of handlers, each computed in a file of its own: unsafe operations (HandlerUnsafe), shared
// objects of an unfit type (HandlerFlags), changes of errno (HandlerErrno), and writes that can block
// (HandlerWakeups).
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERDEFECTS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERDEFECTS_H

#include "analysis/handlers/HandlerFacts.h"

#include <set>

namespace asyncsafe {

HandlerDefects findHandlerDefects(const UnitHandlers &Facts);

std::vector<UnsafeCall> findUnsafeCalls(const UnitHandlers &Facts);
/// \p Unsafe: operations in handlers that are already reported.
std::vector<SharedObject> findSharedObjects(const UnitHandlers &Facts, const std::vector<UnsafeCall> &Unsafe);
/// Handlers whose work must move out of them, as is already reported.
class WorkInHandlers {
public:
  WorkInHandlers(const UnitHandlers &Facts, const std::vector<UnsafeCall> &Unsafe);
  /// \p R, which such a handler calls, is part of that work.
  bool contains(const HandlerRun &R) const;

private:
  const UnitHandlers &Facts;
  std::set<FunctionId> Working; ///< handlers
};
/// A handler and other code may share it: volatile sig_atomic_t, or an atomic that is lock-free.
bool isFitForHandlers(const Object &O);
/// A load, and a store of what follows from it: `++`, or another compound assignment of a constant.
bool isUpdate(const Event &E);
std::vector<ErrnoChange> findErrnoChanges(const UnitHandlers &Facts);
std::vector<BlockingWakeup> findBlockingWakeups(const UnitHandlers &Facts,
                                                const std::vector<UnsafeCall> &Unsafe);

/// A finding in a handler that interrupts no other code is not certain.
inline Certainty certaintyIn(const UnitHandlers &Facts, const HandlerRun &R) {
  return Facts.Handlers[R.Install].strikesAnywhere() ? Certainty::Likely : Certainty::Unknown;
}

/// Calls \p Visit(event) for every event that \p R can reach.
template <class F> void forEachReached(const UnitHandlers &Facts, const HandlerRun &R, F Visit) {
  for (BlockId B = 0; B < R.Reached.size(); ++B)
    if (R.Reached[B])
      for (const Event &E : Facts.Of->Functions[R.Function].Blocks[B].Events)
        Visit(E);
}

} // namespace asyncsafe

#endif
