//===- PythonCode.h - Which code of an extension is Python's -----*- C++ -*-===//
//
// Decides which functions run on threads of the interpreter, which of them it calls
// itself, and which code lets it look at signals.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_PYTHON_PYTHONCODE_H
#define ASYNCSAFE_ANALYSIS_PYTHON_PYTHONCODE_H

#include "analysis/engine/FixedPoint.h"
#include "analysis/engine/Loops.h"
#include "analysis/waits/WaitFacts.h"

namespace asyncsafe {

/// Does code let the interpreter look at signals, or run Python, which looks itself?
enum class Asks : uint8_t { Never, Maybe, Surely };

/// The function asks for signals, and nothing else.
bool asksForSignals(const Event &E);

/// The wait is for a lock: its holder releases it soon.
bool takesLock(const Unit &U, const Wait &W);

class PythonCode {
public:
  explicit PythonCode(const Callees &Calls);

  /// The unit mentions Python's API in its own code.
  static bool isExtension(const Unit &U);

  /// The interpreter calls it, with the GIL: it stands in a static table.
  bool isEntry(FunctionId F) const { return Entry[F]; }
  /// Runs on a thread of Python's: an entry, or gives the GIL up itself, or called from such.
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
