//===- HandlerDefects.h - What is wrong with the handlers --------*- C++ -*-===//
//
// Decides, each in a file of its own, what a handler must not do (HandlerUnsafe),
// what it shares in an unfit type (HandlerFlags), whether it changes errno
// (HandlerErrno), and where it can block (HandlerWakeups).
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERDEFECTS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERDEFECTS_H

#include "analysis/handlers/HandlerFacts.h"

#include <set>

namespace asyncsafe {

HandlerDefects findHandlerDefects(const UnitHandlers &Facts);

std::vector<UnsafeCall> findUnsafeCalls(const UnitHandlers &Facts);
/// \p Unsafe: work in handlers that is reported already.
std::vector<SharedObject> findSharedObjects(const UnitHandlers &Facts, const std::vector<UnsafeCall> &Unsafe);
/// Handlers that do work which has to leave them, as is reported already.
class WorkInHandlers {
public:
  WorkInHandlers(const UnitHandlers &Facts, const std::vector<UnsafeCall> &Unsafe);
  /// \p R, which such a handler calls, is a part of that.
  bool contains(const HandlerRun &R) const;

private:
  const UnitHandlers &Facts;
  std::set<FunctionId> Working; ///< handlers
};
std::vector<ErrnoChange> findErrnoChanges(const UnitHandlers &Facts);
std::vector<BlockingWakeup> findBlockingWakeups(const UnitHandlers &Facts);

/// What can be said of a handler that strikes where nothing can be in its way is not sure.
inline Certainty certaintyIn(const UnitHandlers &Facts, const HandlerRun &R) {
  return Facts.Handlers[R.Install].strikesAnywhere() ? Certainty::Likely : Certainty::Unknown;
}

/// Calls \p Visit(event) for everything that \p R can reach.
template <class F> void forEachReached(const UnitHandlers &Facts, const HandlerRun &R, F Visit) {
  for (BlockId B = 0; B < R.Reached.size(); ++B)
    if (R.Reached[B])
      for (const Event &E : Facts.Of->Functions[R.Function].Blocks[B].Events)
        Visit(E);
}

} // namespace asyncsafe

#endif
