//===- PythonWaits.h - Waits of CPython extensions ---------------*- C++ -*-===//
//
// Decides where an extension keeps Ctrl-C from the interpreter.  Python's signal
// handlers only note the signal; KeyboardInterrupt is raised once somebody who holds
// the GIL asks.  A wait that is tried again without asking, one that keeps the GIL,
// and an answer that nobody looks at lose it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_PYTHON_PYTHONWAITS_H
#define ASYNCSAFE_ANALYSIS_PYTHON_PYTHONWAITS_H

#include "analysis/python/PythonCode.h"
#include "analysis/python/PythonFacts.h"
#include "analysis/steps/MaskState.h"
#include "analysis/waits/AfterWait.h"

namespace asyncsafe {

/// Into \p Out.
void findPythonWaits(const Callees &Calls, WaitFollower &Paths, MaskCache &Masks, const UnitWaits &Facts,
                     std::vector<PythonWait> &Out);

/// Loops that only somebody else ends, and in which nobody asks; none around what \p Facts
/// holds already.
void findPythonLoops(const PythonCode &Code, WaitFollower &Paths, const UnitWaits &Facts,
                     std::vector<PythonWait> &Out);

/// Questions whose answer is lost.
void findPythonAnswers(const PythonCode &Code, WaitFollower &Paths, MaskCache &Masks, const UnitWaits &Facts,
                       std::vector<PythonWait> &Out);

} // namespace asyncsafe

#endif
