//===- TimerSignals.cpp - Signals that only timers send -------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/TimerSignals.h"

#include "analysis/engine/Paths.h"
#include "analysis/handlers/Timers.h"

#include <algorithm>

namespace asyncsafe {

namespace {

// On Linux.
constexpr int64_t OfTimers[] = {14, 26, 27}; // ALRM, VTALRM, PROF: those of setitimer, by its argument

bool isTimerSignal(const std::optional<int64_t> &Signal) {
  return Signal && std::find(std::begin(OfTimers), std::end(OfTimers), *Signal) != std::end(OfTimers);
}

/// The signal of the timer that \p E sets; empty for one that timer_create made.
std::optional<int64_t> signalOf(const Event &E) {
  if (E.effect().Subject.Root != Place::RootKind::Global)
    return std::nullopt;
  if (E.effect().Wait->Mask.isNone()) // alarm
    return OfTimers[0];
  const auto &Constants = E.site().Constants;
  if (Constants.empty() || !Constants[0] || *Constants[0] < 0 || *Constants[0] > 2)
    return std::nullopt;
  return OfTimers[*Constants[0]];
}

bool names(const CallSite &Site, int64_t Signal) {
  return std::find(Site.Constants.begin(), Site.Constants.end(), std::optional<int64_t>(Signal)) !=
         Site.Constants.end();
}

/// \p E sends a signal at once. A thread is woken by one if the call has the shape of pthread_kill: other
/// calls that wake, such as write, have a number in its place that is no signal.
bool sends(const Function &F, const Event &E) {
  return (E.is(EffectKind::Wake) && E.site().Args.size() == 2) ||
         (E.is(EffectKind::SendSignal) && timerSet(F, E) == Timer::None);
}

/// … that signal, directly or through a function that sends what it is given.
bool sendsOtherwise(const Unit &U, const Function &F, const Event &E, int64_t Signal) {
  if (E.kind() == EventKind::Effect)
    return sends(F, E) && (E.effect().SubjectValue == Signal || names(E.site(), Signal));
  FunctionId Body = E.kind() == EventKind::Call ? calledBy(U, E, Runs::Perhaps) : NoId;
  return Body != NoId && names(E.site(), Signal) &&
         hasEvent(U.Functions[Body], [&](const Event &Inner) { return sends(U.Functions[Body], Inner); });
}

} // namespace

TimerChange timerChange(const Function &F, const Event &E, int64_t Signal) {
  const Timer Set = timerSet(F, E);
  if (Set == Timer::None)
    return TimerChange::None;
  const std::optional<int64_t> Sent = signalOf(E);
  if (Sent && *Sent != Signal)
    return TimerChange::None;
  if (Set != Timer::Stopped)
    return TimerChange::Arms;
  return Sent ? TimerChange::Disarms : TimerChange::None; // there may be other timers
}

std::vector<bool> sentByTimersOnly(const UnitHandlers &Facts) {
  const Unit &U = *Facts.Of;
  std::vector<bool> Out(Facts.Handlers.size());
  const std::vector<bool> OnThread = Facts.Calls->onThreads(), InHandler = functionsInHandlers(Facts);
  for (unsigned I = 0; I < Out.size(); ++I) {
    const std::optional<int64_t> &Signal = Facts.Handlers[I].Signal;
    if (!isTimerSignal(Signal))
      continue;
    auto IsOtherHandler = [&](FunctionId F) {
      return std::any_of(Facts.HandlerRuns.begin(), Facts.HandlerRuns.end(), [&](const HandlerRun &R) {
        return R.Function == F && Facts.Handlers[R.Install].Signal != Signal;
      });
    };
    bool Arms = false, Otherwise = false;
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      forEachEvent(U.Functions[F], [&](Position, const Event &E) {
        Otherwise = Otherwise || sendsOtherwise(U, U.Functions[F], E, *Signal);
        if (timerChange(U.Functions[F], E, *Signal) != TimerChange::Arms)
          return;
        Arms = true;
        Otherwise = Otherwise || OnThread[F] || (InHandler[F] && IsOtherHandler(F));
      });
    Out[I] = Arms && !Otherwise;
  }
  return Out;
}

} // namespace asyncsafe
