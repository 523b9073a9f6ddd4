//===- Wakes.h - What calls wake --------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes what a call wakes, and which wakeups are lost if no thread is waiting.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_WAKES_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_WAKES_H

#include "analysis/threads/SideEffects.h"

namespace asyncsafe {

class Wakes {
public:
  Wakes(const Unit &U, const Callees &Calls, const SideEffectSummaries &Does);

  /// What \p E wakes, directly or in a known callee up to a small depth.
  SharedSet by(const Event &E) const;

private:
  const Unit &U;
  const SideEffectSummaries &Does;
  std::vector<bool> Close; ///< by function: it wakes, directly or in a callee
};

/// Wakes only current waiters: a later wait is not woken.
bool endsWait(const Event &E);

} // namespace asyncsafe

#endif
