//===- WakeupFacts.h - Orders of flag and wakeup ----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts about flags that one side stores before it wakes the other. The storing side is a signal handler
// or a thread.
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
    DrainLast, ///< tests the flag, then drains the wakeup that signalled it
  };
  Kind K = Kind::WakeFirst;
  Place Flag;
  FunctionId In = NoId;
  /// The wakeup and the store; the act and the store; the test (may be null) and the call that drains.
  const Event *First = nullptr, *Second = nullptr;
  unsigned Run = NoId; ///< the handler that stores the flag, in UnitWaits::HandlerRuns; NoId: a thread
  FunctionId OtherIn = NoId;
  const Event *Other = nullptr; ///< WakeFirst: where the flag is tested, may be null; else where it is set
  const Event *Wait = nullptr;  ///< where the woken side waits; null: unknown
  bool IsCallback = false;      ///< Wait registers the woken side as a callback
  Place Lock; ///< WakeFirst: the lock under which the woken side tests; None: without a lock
  Certainty Sure = Certainty::Likely;
};

} // namespace asyncsafe

#endif
