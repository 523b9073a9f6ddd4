//===- EndOfProgram.h - Functions that run only at exit ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether a function runs only while the program ends: in the handler of a fault, registered
// with atexit(), or where no path leads from the call back to the caller. Its effects on other threads
// no longer matter.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_ENDOFPROGRAM_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_ENDOFPROGRAM_H

#include "analysis/engine/Callees.h"

namespace asyncsafe {

class EndOfProgram {
public:
  /// \p HandlesFault: by function, it handles only faults of the program.
  EndOfProgram(const Callees &Calls, const std::vector<bool> &HandlesFault);
  /// True also if \p F never runs. False where that is not certain, or not all callers of \p F are
  /// known.
  bool holds(FunctionId F);

private:
  const Callees &Calls;
  std::vector<bool> MayBe;
  std::vector<bool> Settled; ///< by function: MayBe is final
};

} // namespace asyncsafe

#endif
