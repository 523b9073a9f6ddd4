//===- SignalDefects.cpp - Signals that break the code around a wait ------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/waits/SignalContext.h"

namespace asyncsafe {

void findSignalDefects(const Callees &Calls, WaitFollower &Paths, const AnalysisOptions &Options,
                       UnitWaits &Facts, std::vector<SignalWait> &Out) {
  if (Facts.Waits.empty())
    return;
  SignalContext C(Calls, Paths, Options, Facts, Out);
  findMishandledEintr(C);
  if (Facts.Handlers.empty())
    return;
  findUnhandledEintr(C);
  findUnseenFlags(C);
}

} // namespace asyncsafe
