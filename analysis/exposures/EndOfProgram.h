//===- EndOfProgram.h - What runs only as the program ends ------*- C++ -*-===//
//
// Computes whether a function runs only while the program dies: in the handler of a
// fault, registered with atexit(), and where no path leads back from the call to its caller.
// What it does to other threads matters no more.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_ENDOFPROGRAM_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_ENDOFPROGRAM_H

#include "analysis/engine/Callees.h"

namespace asyncsafe {

class EndOfProgram {
public:
  /// \p HandlesFault, by function: it handles faults of the program, and no other signal.
  EndOfProgram(const Callees &Calls, const std::vector<bool> &HandlesFault);
  /// Also if \p F never runs.  False where that is not certain, or not all callers of \p F are known.
  bool holds(FunctionId F);

private:
  const Callees &Calls;
  std::vector<bool> MayBe;
  std::vector<bool> Settled; ///< by function: MayBe is the answer
};

} // namespace asyncsafe

#endif
