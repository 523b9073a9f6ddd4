//===- SignalDefects.h - Signals that break the code around a wait -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes, for each wait of a unit, whether a signal handler that returns violates the assumptions of
// the code around the wait: a failure that is not handled, a retry that repeats too much or runs
// forever, a flag that is not tested in time.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_SIGNALDEFECTS_H
#define ASYNCSAFE_ANALYSIS_WAITS_SIGNALDEFECTS_H

#include "analysis/handlers/HandlerFacts.h"
#include "analysis/waits/WaitFacts.h"

namespace asyncsafe {

enum class SignalDefect : uint8_t {
  Fatal,            ///< EINTR ends the program
  EndsLoop,         ///< … or its main loop, although the signal does not request the end
  Told,             ///< EINTR is reported as an error, and the function gives up
  Closes,           ///< the awaited descriptor is closed, although it is intact
  TakenForSuccess,  ///< the result is ignored: the wait counts as successful
  TakenForNumber,   ///< the result -1 is used as a count of bytes or elements
  NotRepeatable,    ///< retried after EINTR, which is wrong for this call
  FullLimit,        ///< the retry restarts the full timeout
  StaleErrno,       ///< errno is read after another call
  ErrnoNotSet,      ///< errno is tested, but the result is the error number
  ResultIsMinusOne, ///< the result is compared with EINTR, but the error number is in errno
  ResultNotNegated, ///< … with -EINTR
  ErrnoNotNegated,  ///< errno is compared with -EINTR, but is never negative
  GoesOn,           ///< after a test for EINTR, the code uses the missing result
  RepeatsNothing,   ///< the `continue` after a test for EINTR does not repeat the call
  RetryIgnoresFlag, ///< retried after EINTR without testing the flag
  TestThenWait,     ///< the signal may come between the test of the flag and the wait
  ComesBefore, ///< the signal that should end the wait may come before it, after its handler was installed
  RestartHidesFlag, ///< the wait continues after the handler, so the flag is not tested
};

struct SignalWait {
  SignalDefect What = SignalDefect::Fatal;
  Certainty Sure = Certainty::Likely;
  Wait At;
  unsigned Install = NoId;      ///< index into UnitWaits::Handlers: the handler that shows it
  FlagTest Test;                ///< of the flag, if a flag is concerned
  const Event *Store = nullptr; ///< of the flag, in the handler
  /// What goes wrong after the wait: the end of the program, or the other call.
  const Event *Then = nullptr;
};

struct AnalysisOptions;
class Callees;
class WaitFollower;

/// Reads UnitWaits::Waits and the handlers; appends to \p Out.
void findSignalDefects(const Callees &Calls, WaitFollower &Paths, const AnalysisOptions &Options,
                       UnitWaits &Facts, std::vector<SignalWait> &Out);

} // namespace asyncsafe

#endif
