//===- HandlerDefects.cpp - Defects of signal handlers --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/HandlerDefects.h"

namespace asyncsafe {

WorkInHandlers::WorkInHandlers(const UnitHandlers &Facts, const std::vector<UnsafeCall> &Unsafe)
    : Facts(Facts) {
  using Kind = UnsafeCall::Kind;
  for (const UnsafeCall &C : Unsafe)
    if (C.K != Kind::Jump && C.K != Kind::Throw && C.K != Kind::Unlisted && C.Sure >= Certainty::Likely)
      Working.insert(C.Handlers.begin(), C.Handlers.end());
}

bool WorkInHandlers::contains(const HandlerRun &R) const {
  return R.Caller != NoId && Working.count(Facts.Handlers[R.Install].Handler);
}

HandlerDefects findHandlerDefects(const UnitHandlers &Facts) {
  HandlerDefects Out;
  Out.UnsafeCalls = findUnsafeCalls(Facts);
  Out.SharedObjects = findSharedObjects(Facts, Out.UnsafeCalls);
  Out.ErrnoChanges = findErrnoChanges(Facts);
  Out.BlockingWakeups = findBlockingWakeups(Facts, Out.UnsafeCalls);
  return Out;
}

} // namespace asyncsafe
