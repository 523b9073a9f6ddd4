//===- PythonFacts.h - Extensions that keep Ctrl-C away ----------*- C++ -*-===//
//
// Decides what may be asked about a CPython extension: where it keeps a signal from
// the interpreter, and where it loses the error that the interpreter makes of one.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_PYTHON_PYTHONFACTS_H
#define ASYNCSAFE_ANALYSIS_PYTHON_PYTHONFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

enum class PythonDefect : uint8_t {
  KeepsGil,       ///< nobody else can run Python, and no signal is looked at, while it waits
  RetriesUnasked, ///< tries again after EINTR without asking for signals
  GoesOnWaiting,  ///< no signal ends the wait: nobody gets to ask
  LoopsUnasked,   ///< waits again and again until somebody else ends it, without asking
  SpinsUnasked,   ///< … and does not even wait
  IgnoresAnswer,  ///< asks, and does not look at the answer
  DropsError,     ///< asks, and clears the error that is then set
  GoesOn,         ///< asks again with the error pending
  Succeeds,       ///< returns a value with the error pending
  AsksWithoutGil, ///< asks while somebody else may hold the GIL
};

struct PythonWait {
  PythonDefect What = PythonDefect::KeepsGil;
  FunctionId In = NoId;
  const Event *At = nullptr;   ///< the wait, or the question
  const Event *Drop = nullptr; ///< DropsError: here
  std::vector<Effect::ChainLink> Chain;
  Certainty Sure = Certainty::Definite;
};

} // namespace asyncsafe

#endif
