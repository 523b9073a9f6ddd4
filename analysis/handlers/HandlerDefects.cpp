//===- HandlerDefects.cpp - Defects of signal handlers --------------------===//

#include "analysis/handlers/HandlerDefects.h"

#include <algorithm>

namespace asyncsafe {

bool isPartOfWork(const UnitHandlers &Facts, const std::vector<UnsafeCall> &Unsafe, const HandlerRun &R) {
  using Kind = UnsafeCall::Kind;
  return R.Caller != NoId && std::any_of(Unsafe.begin(), Unsafe.end(), [&](const UnsafeCall &C) {
           return C.K != Kind::Jump && C.K != Kind::Throw && C.K != Kind::Unlisted &&
                  C.Sure >= Certainty::Likely &&
                  Facts.Handlers[Facts.HandlerRuns[C.Run].Install].Handler ==
                      Facts.Handlers[R.Install].Handler;
         });
}

HandlerDefects findHandlerDefects(const UnitHandlers &Facts) {
  HandlerDefects Out;
  Out.UnsafeCalls = findUnsafeCalls(Facts);
  Out.SharedObjects = findSharedObjects(Facts, Out.UnsafeCalls);
  Out.ErrnoChanges = findErrnoChanges(Facts);
  Out.BlockingWakeups = findBlockingWakeups(Facts);
  return Out;
}

} // namespace asyncsafe
