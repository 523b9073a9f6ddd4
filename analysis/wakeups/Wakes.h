//===- Wakes.h - What an event is there to wake ------------------*- C++ -*-===//
//
// Decides which wakeups are those of a moment, and what a call is there to wake.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_WAKES_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_WAKES_H

#include "analysis/threads/Deeds.h"

namespace asyncsafe {

/// Wakes who waits now: whoever begins to wait later is not woken.
bool endsWait(const Event &E);

/// What \p E wakes: itself, or in a function in sight not far down.
SharedSet keysWokenBy(const Unit &U, const Deeds &Does, const Event &E);

} // namespace asyncsafe

#endif
