//===- PythonWaits.h - Waits of CPython extensions ---------------*- C++ -*-===//
//
// Decides where an extension keeps Ctrl-C from the interpreter.  Python's signal
// handlers only note the signal; KeyboardInterrupt is raised once somebody who holds
// the GIL asks.  A wait that is tried again without asking, one that keeps the GIL,
// and an answer that nobody looks at lose it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_PYTHONWAITS_H
#define ASYNCSAFE_ANALYSIS_THREADS_PYTHONWAITS_H

#include "analysis/waits/AfterWait.h"
#include "analysis/CallSites.h"
#include "analysis/threads/MaskState.h"
#include "analysis/threads/ThreadFacts.h"

namespace asyncsafe {

void findPythonWaits(const Unit &U, const std::vector<Wait> &Waits, const CallSites &Calls,
                     WaitFollower &Paths, MaskCache &Masks, std::vector<PythonWait> &Out);

} // namespace asyncsafe

#endif
