//===- SignalContext.h - Handlers that can strike at a wait -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes what the handlers of a unit do besides their stores, and which of them can strike at a given
// wait; caches what is known of the waits for all checks of signals.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_SIGNALCONTEXT_H
#define ASYNCSAFE_ANALYSIS_WAITS_SIGNALCONTEXT_H

#include "analysis/engine/Options.h"
#include "analysis/handlers/InForce.h"
#include "analysis/waits/AfterWait.h"
#include "analysis/waits/SignalDefects.h"
#include "analysis/waits/SignalMasks.h"

#include <map>

namespace asyncsafe {

/// What a handler does besides its stores.
struct HandlerSummary {
  bool Returns = true;
  bool Wakes = false; ///< or may: by a write, a jump, another signal, or an unknown function
  /// Each flag that it stores is cleared again by code that tested it: the signal reports an event and
  /// does not request the end.
  bool Served = false;
};

class SignalContext {
public:
  /// Findings go into \p Out, refusals into \p Facts.
  SignalContext(const Callees &Calls, WaitFollower &Paths, const AnalysisOptions &Options, UnitWaits &Facts,
                std::vector<SignalWait> &Out);

  /// Its signal is blocked at \p W.
  bool isKeptOut(const HandlerInstall &I, const Wait &W);
  /// The signal is not blocked before the wait that would unblock it, so it can arrive too early.
  bool isLetInEarly(const HandlerInstall &I, const Wait &W);
  /// Whether the signal comes to the thread of \p W: by intent, or as far as is known. None if it is
  /// blocked there, or is the signal with which the unit wakes its threads.
  std::optional<Certainty> comesToThread(const HandlerInstall &I, const Wait &W);
  /// The handler can be in force at the wait, and its signal can come there.
  bool canStrike(unsigned Install, const Wait &W);
  const AfterWait &afterEintr(const Wait &W);
  const std::vector<Event> &eventsAt(const Wait &W) const { return U.Functions[W.In].Blocks[W.Block].Events; }
  /// The code uses the result.
  bool isUsed(const Wait &W) const;
  SignalWait &add(SignalDefect What, const Wait &W, Certainty Sure);

  const Callees &Calls;
  WaitFollower &Paths;
  const AnalysisOptions &Options;
  const UnitWaits &Facts;
  const Unit &U;
  const CalleeSummaries &Summaries;
  const std::vector<Wait> &Waits;
  std::vector<HandlerSummary> Handlers; ///< parallel to Facts.Handlers

private:
  HandlerSummary summaryOf(unsigned Install) const;
  void noteServed();
  /// The installation can come before \p At, as far as the function \p In shows.
  bool canPrecede(const HandlerInstall &I, FunctionId In, Position At) const;
  Position blockingCall(const Wait &W) const;
  void event(const Event &E, HandlerSummary &Out) const;

  UnitWaits &Given;
  std::vector<SignalWait> &Out;
  SignalMasks Masks, KnownMasks;
  HandlersInForce InForce;
  std::map<const Wait *, AfterWait> AfterEintr;
};

/// EINTR ends the program or its loop, or is taken for success.
void findUnhandledEintr(SignalContext &C);
/// EINTR is handled incorrectly.
void findMishandledEintr(SignalContext &C);
/// A flag that a handler sets is not seen in time.
void findUnseenFlags(SignalContext &C);

} // namespace asyncsafe

#endif
