//===- SignalContext.h - What finders of signal defects share ----*- C++ -*-===//
//
// Decides what the handlers of a unit do besides their stores, and which of them can
// strike at a given wait; keeps what is known of the waits for all who ask.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_SIGNALCONTEXT_H
#define ASYNCSAFE_ANALYSIS_WAITS_SIGNALCONTEXT_H

#include "analysis/engine/Options.h"
#include "analysis/waits/AfterWait.h"
#include "analysis/waits/SignalDefects.h"
#include "analysis/waits/SignalMasks.h"

#include <map>

namespace asyncsafe {

/// What a handler does besides its stores.
struct HandlerHabits {
  bool Returns = true;
  bool Wakes = false; ///< or may: by a write, a jump, another signal, or out of sight
};

class SignalContext {
public:
  /// What is found goes into \p Out, what is given up into \p Facts.
  SignalContext(const Callees &Calls, WaitFollower &Paths, const AnalysisOptions &Options, UnitWaits &Facts,
                std::vector<SignalWait> &Out);

  /// After this handler, a call that a signal does \p On to fails with EINTR; how sure.
  static std::optional<Certainty> breaks(const HandlerInstall &I, OnSignal On);
  /// Its signal is blocked at \p W.
  bool isKeptOut(const HandlerInstall &I, const Wait &W);
  /// The signal can come before a wait that would let it in: nobody blocks it.
  bool isLetInEarly(const HandlerInstall &I, const Wait &W);
  /// It comes to the thread that \p W is on: as somebody means it to, or for all that is known.
  /// None: it is kept out there, or is what the unit wakes its threads with.
  std::optional<Certainty> comesToThread(const HandlerInstall &I, const Wait &W);
  /// In the function that installs it, or calls who installs it, the handler can be there
  /// before the wait; elsewhere nobody knows.
  bool canPrecede(const HandlerInstall &I, const Wait &W) const;
  const AfterWait &afterEintr(const Wait &W);
  const std::vector<Event> &eventsAt(const Wait &W) const { return U.Functions[W.In].Blocks[W.Block].Events; }
  /// Somebody looks at the result.
  bool isUsed(const Wait &W) const;
  SignalWait &add(SignalDefect What, const Wait &W, Certainty Sure);

  const Callees &Calls;
  WaitFollower &Paths;
  const AnalysisOptions &Options;
  const UnitWaits &Facts;
  const Unit &U;
  const CalleeHabits &Habits;
  const std::vector<Wait> &Waits;
  std::vector<HandlerHabits> Handlers; ///< parallel to Facts.Handlers

private:
  HandlerHabits habitsOf(unsigned Install) const;
  void event(const Event &E, HandlerHabits &Out) const;

  UnitWaits &Given;
  std::vector<SignalWait> &Out;
  SignalMasks Masks, KnownMasks;
  std::map<const Wait *, AfterWait> AfterEintr;
};

/// EINTR ends the program or its loop, or is taken for success.
void findUnhandledEintr(SignalContext &C);
/// It is dealt with, but in a wrong way.
void findMishandledEintr(SignalContext &C);
/// A flag that a handler sets is not seen in time.
void findUnseenFlags(SignalContext &C);

} // namespace asyncsafe

#endif
