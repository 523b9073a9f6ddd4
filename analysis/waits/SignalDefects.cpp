//===- SignalDefects.cpp - Signals that break the code around a wait ------===//

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
