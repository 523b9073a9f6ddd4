//===- PythonFacts.h - Extensions that keep Ctrl-C away ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts about a CPython extension: where it keeps a signal from the interpreter, and where it loses the
// error that the interpreter raises for a signal.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_PYTHON_PYTHONFACTS_H
#define ASYNCSAFE_ANALYSIS_PYTHON_PYTHONFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

enum class PythonDefect : uint8_t {
  KeepsGil,       ///< holds the GIL while it waits: no other thread runs Python, and no signal is handled
  RetriesUnasked, ///< retries after EINTR without checking for signals
  GoesOnWaiting,  ///< no signal ends the wait, so no check for signals runs
  LoopsUnasked,   ///< waits repeatedly until other code ends the loop, without checking for signals
  SpinsUnasked,   ///< … without even waiting
  IgnoresAnswer,  ///< checks, and ignores the result
  DropsError,     ///< checks, and clears the error
  GoesOn,         ///< checks again with the error pending
  Succeeds,       ///< returns a value with the error pending
  AsksWithoutGil, ///< checks while another thread may hold the GIL
};

struct PythonWait {
  PythonDefect What = PythonDefect::KeepsGil;
  FunctionId In = NoId;
  const Event *At = nullptr;   ///< the wait, or the check
  const Event *Drop = nullptr; ///< DropsError: here
  std::vector<Effect::ChainLink> Chain;
  Certainty Sure = Certainty::Definite;
};

} // namespace asyncsafe

#endif
