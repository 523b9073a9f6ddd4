//===- PythonWaits.h - Waits of CPython extensions --------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes where an extension keeps Ctrl-C from the interpreter. Python's signal handlers only record
// the signal; KeyboardInterrupt is raised when a thread that holds the GIL checks for it. A wait retried
// without a check, a wait with the GIL held, and an ignored result of the check lose it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_PYTHON_PYTHONWAITS_H
#define ASYNCSAFE_ANALYSIS_PYTHON_PYTHONWAITS_H

#include "analysis/python/PythonCode.h"
#include "analysis/python/PythonFacts.h"
#include "analysis/steps/MaskState.h"
#include "analysis/waits/AfterWait.h"

namespace asyncsafe {

/// Appends to \p Out.
void findPythonWaits(const Callees &Calls, WaitFollower &Paths, MaskCache &Masks, const UnitWaits &Facts,
                     std::vector<PythonWait> &Out);

/// Loops that only other code can end and that never check for signals; without those around waits that
/// \p Facts already contains.
void findPythonLoops(const PythonCode &Code, WaitFollower &Paths, const UnitWaits &Facts,
                     std::vector<PythonWait> &Out);

/// Checks for signals whose result is lost.
void findPythonAnswers(const PythonCode &Code, WaitFollower &Paths, MaskCache &Masks, const UnitWaits &Facts,
                       std::vector<PythonWait> &Out);

} // namespace asyncsafe

#endif
