//===- Notices.h - Who stores a flag and wakes for it ------------*- C++ -*-===//
//
// Decides who tells another side of something: by a store, and then a wakeup.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_NOTICES_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_NOTICES_H

#include "analysis/wakeups/Receivers.h"

namespace asyncsafe {

struct Notice {
  SharedKey Flag;
  const Event *Store = nullptr; ///< of a constant
  FunctionId In = NoId;         ///< which stores
  SharedKey Woken;
  unsigned Run = NoId; ///< in a handler: index into UnitWaits::HandlerRuns; NoId: by a thread
};

/// Of handlers and of all other functions, as far as a receiver looks at the flag.
std::vector<Notice> findNotices(const UnitWaits &Facts, const Wakes &Waking, const Receivers &Woken);

} // namespace asyncsafe

#endif
