//===- WakeupFacts.h - A flag and a wakeup in the wrong order ----*- C++ -*-===//
//
// Decides what may be asked about flags that one side stores and wakes the other for.
// The side that stores is a signal handler or a thread.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_WAKEUPFACTS_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_WAKEUPFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

struct FlagOrder {
  enum class Kind : uint8_t {
    WakeFirst, ///< wakes, then stores the flag
    ClearLast, ///< acts on the flag, then clears it
    DrainLast, ///< looks at the flag, then takes the wakeup that told of it
  };
  Kind K = Kind::WakeFirst;
  Place Flag;
  FunctionId In = NoId;
  /// The wakeup and the store; the act and the store; the look (may be null) and the call that takes.
  const Event *First = nullptr, *Second = nullptr;
  unsigned Run = NoId; ///< the handler that stores the flag, in UnitWaits::HandlerRuns; NoId: a thread
  FunctionId OtherIn = NoId;
  const Event *Other = nullptr; ///< WakeFirst: where the flag is looked at, may be null; else where it is set
  const Event *Wait = nullptr;  ///< where the woken side waits; null: not in sight
  bool IsCallback = false;      ///< Wait hands the woken side over to be called
  Place Lock;                   ///< WakeFirst: under which the woken side looks; None: none
  Certainty Sure = Certainty::Likely;
};

} // namespace asyncsafe

#endif
