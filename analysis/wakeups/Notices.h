//===- Notices.h - Flags with a wakeup --------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes where code notifies another side: by a store followed by a wakeup.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_NOTICES_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_NOTICES_H

#include "analysis/wakeups/WaitLoops.h"

namespace asyncsafe {

struct Notice {
  SharedKey Flag;
  const Event *Store = nullptr; ///< of a constant
  FunctionId In = NoId;         ///< which stores
  SharedKey Woken;
  unsigned Run = NoId; ///< in a handler: index into UnitWaits::HandlerRuns; NoId: by a thread
};

/// Notices of handlers and of all other functions, for flags that a wait loop tests.
std::vector<Notice> findNotices(const UnitWaits &Facts, const Wakes &Waking, const WaitLoops &Woken);

} // namespace asyncsafe

#endif
