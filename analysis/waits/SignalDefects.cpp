//===- SignalDefects.cpp - Waits that deal wrongly with signals -----------===//

#include "analysis/waits/SignalContext.h"

namespace asyncsafe {

void findSignalDefects(const Callees &Calls, WaitFollower &Paths, const AnalysisOptions &Options,
                       UnitFacts &Facts) {
  if (Facts.Waits.empty())
    return;
  SignalContext C(Calls, Paths, Options, Facts);
  findMishandledEintr(C);
  if (Facts.Handlers.empty())
    return;
  findUnhandledEintr(C);
  if (!Facts.HandlerWrites.empty())
    findUnseenFlags(C);
}

} // namespace asyncsafe
