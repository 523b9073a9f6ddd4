//===- SignalDefects.cpp - Waits that deal wrongly with signals -----------===//

#include "analysis/waits/SignalContext.h"

namespace asyncsafe {

void findSignalDefects(const UnitFacts &Facts, const CallSites &Calls, const CalleeHabits &Habits,
                       std::vector<SignalWait> &Out) {
  if (Facts.Waits.empty())
    return;
  SignalContext C(Facts, Calls, Habits, Out);
  findMishandledEintr(C);
  if (Facts.Handlers.empty())
    return;
  findUnhandledEintr(C);
  if (!Facts.HandlerWrites.empty())
    findUnseenFlags(C);
}

} // namespace asyncsafe
