//===- PythonCode.h - Code that runs on Python's threads --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which functions run on threads of the interpreter, which of them the interpreter calls, and
// which code lets it handle signals.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_PYTHON_PYTHONCODE_H
#define ASYNCSAFE_ANALYSIS_PYTHON_PYTHONCODE_H

#include "analysis/engine/FixedPoint.h"
#include "analysis/engine/Loops.h"
#include "analysis/waits/WaitFacts.h"

namespace asyncsafe {

/// Whether code lets the interpreter handle signals, directly or by running Python code.
enum class Asks : uint8_t { Never, Maybe, Surely };

/// The function checks for signals and does nothing else.
bool asksForSignals(const Event &E);

/// The wait takes a lock, which its holder releases soon.
bool takesLock(const Unit &U, const Wait &W);

class PythonCode {
public:
  explicit PythonCode(const Callees &Calls);

  /// The unit's own code uses Python's API.
  static bool isExtension(const Unit &U);

  /// The interpreter calls it with the GIL held: it is listed in a static table.
  bool isEntry(FunctionId F) const { return Entry[F]; }
  /// It runs on a thread of Python: it is an entry, releases the GIL itself, or is called from such a
  /// function.
  bool isReached(FunctionId F) const { return Reached[F]; }

  Asks asks(FunctionId F) const { return All.solved(F); }
  Asks asks(FunctionId F, const LoopBlocks &Blocks) const;

private:
  void findEntries(const Callees &Calls);
  void findReached(const Callees &Calls);
  Asks asks(const Event &E) const;
  Asks surest(FunctionId F) const;

  const Unit &U;
  std::vector<bool> Entry, Reached;
  FixedPoint<Asks> All;
};

} // namespace asyncsafe

#endif
