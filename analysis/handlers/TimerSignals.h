//===- TimerSignals.h - Signals that only timers send -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which handlers run only while a timer of the program is armed, and what a call does to the
// timers that send a signal.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_TIMERSIGNALS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_TIMERSIGNALS_H

#include "analysis/handlers/HandlerFacts.h"

namespace asyncsafe {

enum class TimerChange : uint8_t { None, Arms, Disarms };

/// What \p E of \p F does to the timers that send \p Signal.
TimerChange timerChange(const Function &F, const Event &E, int64_t Signal);

/// By installed handler: the program arms timers that send its signal, in functions whose order is known
/// (neither a thread's nor another handler's), and names the signal in no other call that sends one.
std::vector<bool> sentByTimersOnly(const UnitHandlers &Facts);

} // namespace asyncsafe

#endif
