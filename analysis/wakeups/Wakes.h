//===- Wakes.h - What an event is there to wake ------------------*- C++ -*-===//
//
// Decides which wakeups are those of a moment, and what a call is there to wake.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_WAKES_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_WAKES_H

#include "analysis/threads/Deeds.h"

namespace asyncsafe {

class Wakes {
public:
  Wakes(const Unit &U, const Callees &Calls, const Deeds &Does);

  /// What \p E wakes: itself, or in a function in sight not far down.
  SharedSet by(const Event &E) const;

private:
  const Unit &U;
  const Deeds &Does;
  std::vector<bool> Close; ///< by function: wakes, itself or not far down
};

/// Wakes those that wait now: a wait that begins later is not woken.
bool endsWait(const Event &E);

} // namespace asyncsafe

#endif
