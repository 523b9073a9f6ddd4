//===- SignalDefects.cpp - Waits that deal wrongly with signals -----------===//

#include "analysis/waits/SignalContext.h"
#include "analysis/waits/Waits.h"

namespace asyncsafe {

void findSignalDefects(const UnitFacts &Facts, std::vector<SignalWait> &Out) {
  if (!waits(*Facts.Of))
    return;
  SignalContext C(Facts, Out);
  findMishandledEintr(C);
  if (Facts.Handlers.empty())
    return;
  findUnhandledEintr(C);
  if (!Facts.HandlerWrites.empty())
    findUnseenFlags(C);
}

} // namespace asyncsafe
