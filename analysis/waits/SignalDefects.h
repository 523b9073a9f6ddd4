//===- SignalDefects.h - Waits that deal wrongly with signals ----*- C++ -*-===//
//
// Decides, for each wait of a unit, whether a signal handler that returns breaks what
// the code around it expects: a failure that the code does not handle, a retry that repeats too
// much or without end, a flag that is not seen in time.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_SIGNALDEFECTS_H
#define ASYNCSAFE_ANALYSIS_WAITS_SIGNALDEFECTS_H

#include "analysis/handlers/HandlerFacts.h"
#include "analysis/waits/WaitFacts.h"

namespace asyncsafe {

enum class SignalDefect : uint8_t {
  Fatal,            ///< EINTR ends the program
  EndsLoop,         ///< … or its main loop, though the signal asks for something else
  Told,             ///< it is reported as an error, and the function gives up
  Closes,           ///< what was waited for is closed, though nothing is wrong with it
  TakenForSuccess,  ///< the result is not looked at: what was waited for is taken as got
  TakenForNumber,   ///< the -1 counts something: bytes, elements
  NotRepeatable,    ///< called again after EINTR, which is wrong for this call
  FullLimit,        ///< waits for the whole time again
  StaleErrno,       ///< errno is asked about after another call
  ErrnoNotSet,      ///< errno is asked about, but the result is the error number
  ResultIsMinusOne, ///< the result is compared with EINTR, but the error number is in errno
  ResultNotNegated, ///< … with -EINTR
  ErrnoNotNegated,  ///< errno is compared with -EINTR, and is never negative
  GoesOn,           ///< EINTR is asked for, and the code goes on with what it has not got
  RepeatsNothing,   ///< EINTR is asked for, and the `continue` that follows does not repeat the call
  RetryIgnoresFlag, ///< tries again after EINTR, and never looks at the flag
  TestThenWait,     ///< the signal may come between the test of the flag and the wait
  ComesBefore, ///< the signal that is to end the wait may come before it, after its handler was installed
  RestartHidesFlag, ///< the wait goes on after the handler, and the flag is not seen
};

struct SignalWait {
  SignalDefect What = SignalDefect::Fatal;
  Certainty Sure = Certainty::Likely;
  Wait At;
  unsigned Install = NoId;      ///< index into UnitWaits::Handlers: the handler that shows it
  FlagTest Test;                ///< of the flag, if it is about one
  const Event *Store = nullptr; ///< of the flag, in the handler
  /// The end of the program, or the other call: what goes wrong after the wait.
  const Event *Then = nullptr;
};

struct AnalysisOptions;
class Callees;
class WaitFollower;

/// Of UnitWaits::Waits and the handlers, into \p Out.
void findSignalDefects(const Callees &Calls, WaitFollower &Paths, const AnalysisOptions &Options,
                       UnitWaits &Facts, std::vector<SignalWait> &Out);

} // namespace asyncsafe

#endif
