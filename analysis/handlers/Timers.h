//===- Timers.h - What calls do to timers -----------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether a call that requests a later signal stops a timer, fires it once, or fires it
// repeatedly.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_TIMERS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_TIMERS_H

#include "effects/Graph.h"

namespace asyncsafe {

enum class Timer : uint8_t { None, Stopped, Once, Repeats, Unknown };

/// What \p E of \p F does to a timer; None if it concerns no timer.
Timer timerSet(const Function &F, const Event &E);

} // namespace asyncsafe

#endif
