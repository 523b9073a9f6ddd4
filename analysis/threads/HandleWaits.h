//===- HandleWaits.h - Infinite waits on one handle --------------*- C++ -*-===//
//
// Decides where a Windows thread that has a stop event waits for something else alone,
// with no timeout and not alertably.  A stop event is a handle that somebody sets before he
// waits for the thread, and that the thread itself knows of.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_HANDLEWAITS_H
#define ASYNCSAFE_ANALYSIS_THREADS_HANDLEWAITS_H

#include "analysis/threads/Deeds.h"
#include "analysis/threads/ThreadFacts.h"
#include "analysis/waits/WaitFacts.h"

namespace asyncsafe {

void findHandleWaits(const Unit &U, const std::vector<Wait> &Waits, const Callees &Calls, const Deeds &Does,
                     std::vector<HandleWait> &Out);

} // namespace asyncsafe

#endif
