//===- Timers.h - How often a timer fires ------------------------*- C++ -*-===//
//
// Decides whether a call that sends a signal later stops a timer, lets it fire once, or
// again and again.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_TIMERS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_TIMERS_H

#include "effects/Graph.h"

namespace asyncsafe {

enum class Timer : uint8_t { None, Stopped, Once, Repeats, Unknown };

/// What \p E of \p F does to a timer; None if it is about no timer.
Timer timerSet(const Function &F, const Event &E);

} // namespace asyncsafe

#endif
