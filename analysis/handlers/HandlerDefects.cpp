//===- HandlerDefects.cpp - What is wrong with the handlers ---------------===//

#include "analysis/handlers/HandlerDefects.h"

namespace asyncsafe {

HandlerDefects findHandlerDefects(const UnitHandlers &Facts) {
  HandlerDefects Out;
  Out.UnsafeCalls = findUnsafeCalls(Facts);
  Out.SharedObjects = findSharedObjects(Facts, Out.UnsafeCalls);
  Out.ErrnoChanges = findErrnoChanges(Facts);
  Out.BlockingWakeups = findBlockingWakeups(Facts);
  return Out;
}

} // namespace asyncsafe
