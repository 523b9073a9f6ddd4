//===- AlarmWindows.h - Code that a timer's signal can interrupt -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether a timer runs only around calls that may be interrupted: `alarm(5)`, a wait,
// `alarm(0)`.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_ALARMWINDOWS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_ALARMWINDOWS_H

#include "analysis/engine/FixedPoint.h"
#include "analysis/handlers/HandlerFacts.h"

#include <functional>
#include <map>

namespace asyncsafe {

class AlarmWindows {
public:
  explicit AlarmWindows(const UnitHandlers &Facts)
      : U(*Facts.Of), Inside(functionsInHandlers(Facts)),
        Unsafe(*Facts.Calls, false, [this](FunctionId F) { return isUnsafe(F); }) {}

  /// The unit stops every timer that it starts before it calls anything that is not async-signal-safe.
  bool onlySafeCode(const HandlerInstall &H);
  /// From the installation on, only async-signal-safe functions run until the program ends or the
  /// handler is removed; and the code runs once.
  bool onlySafeFromThereOn(const HandlerInstall &H);

private:
  using Closes = std::function<bool(const Function &, const Event &)>;
  bool find();
  bool isClosed(const Function &F, BlockId B, size_t Index, const Closes &Ends);
  bool isSafe(const Event &E);
  uint8_t isUnsafe(FunctionId F);
  static bool isTimer(const Event &E);
  static bool stops(const Function &F, const Event &E);
  bool findOnce(const HandlerInstall &H);

  const Unit &U;
  std::vector<bool> Inside;
  FixedPoint<uint8_t> Unsafe; ///< the function does something that is not safe
  std::optional<bool> Answer;
  std::map<const Event *, bool> Known; ///< by installation
};

} // namespace asyncsafe

#endif
