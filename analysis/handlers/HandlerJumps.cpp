//===- HandlerJumps.cpp - Waits that a handler jumps out of ---------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/HandlerJumps.h"

#include "analysis/engine/FixedPoint.h"
#include "analysis/engine/Paths.h"
#include "analysis/handlers/Timers.h"

#include <algorithm>

namespace asyncsafe {

namespace {

constexpr int64_t Alarm = 14; // on Linux

class Finder {
public:
  explicit Finder(const UnitHandlers &Facts)
      : Facts(Facts), U(*Facts.Of), Waiting(*Facts.Calls, 0, [this](FunctionId F) {
          return hasEvent(U.Functions[F], [this](const Event &E) { return waits(E); });
        }) {}

  std::unordered_set<const Event *> run() {
    for (const HandlerRun &R : Facts.HandlerRuns)
      if (Facts.Handlers[R.Install].strikesAnywhere() && !Facts.Handlers[R.Install].NeverElsewhere)
        for (BlockId B = 0; B < R.Reached.size(); ++B)
          for (const Event &E : U.Functions[R.Function].Blocks[B].Events)
            if (R.Reached[B] && E.is(EffectKind::Interrupt) && E.effect().Raises == Source::Jump &&
                E.JumpsTo == NoId && !E.site().Args.empty())
              to(E.site().Args.front(), Facts.Handlers[R.Install].Signal);
    return std::move(Out);
  }

private:
  void to(const Place &Target, std::optional<int64_t> Signal) {
    if (Target.Root != Place::RootKind::Global)
      return;
    auto Sets = [&](const Event &E) { return E.is(EffectKind::SetJump) && E.effect().Subject == Target; };
    for (const Function &F : U.Functions)
      if (hasEvent(F, Sets) && !hasEvent(F, masksSignals))
        in(F, Signal);
  }

  /// Where the signal is blocked is another file's question.
  static bool masksSignals(const Event &E) {
    return E.is(EffectKind::Mask) && E.effect().Raises == Source::Signal;
  }

  void in(const Function &F, std::optional<int64_t> Signal) {
    forEachEvent(F, [&](Position P, const Event &E) {
      bool Begins = Signal == Alarm ? startsTimer(F, E) : E.is(EffectKind::SetJump);
      if (Begins)
        walk(F, behind(P), [&](Position At, const Event &Each) {
          if (Signal == Alarm && stopsTimer(F, Each))
            return Visit::EndPath;
          if (Each.JumpsTo != NoId && waits(Each) && !hasReleased(F, At))
            Out.insert(&Each);
          return Visit::GoOn;
        });
    });
  }

  /// A call that passes a length on starts the timer, unless that is 0.
  bool startsTimer(const Function &F, const Event &E) const {
    Timer Set = timerSet(F, E);
    return (Set != Timer::None && Set != Timer::Stopped) || (passesLength(E) && !passesZero(E));
  }
  bool stopsTimer(const Function &F, const Event &E) const {
    return timerSet(F, E) == Timer::Stopped || (passesLength(E) && passesZero(E));
  }

  /// `deadline(5)`: its body sets the timer to a parameter.
  bool passesLength(const Event &E) const {
    FunctionId Body = calledBy(U, E, Runs::Surely);
    return Body != NoId && hasEvent(U.Functions[Body], [](const Event &Inside) {
             return Inside.is(EffectKind::SendSignal) && Inside.effect().Owner.isNone() &&
                    Inside.effect().Other.Root == Place::RootKind::Param &&
                    Inside.effect().Other.Path.empty();
           });
  }
  bool passesZero(const Event &E) const {
    const std::vector<std::optional<int64_t>> &Given = E.site().Constants;
    return std::find(Given.begin(), Given.end(), std::optional<int64_t>(0)) != Given.end();
  }

  /// A wait of the program's own for a signal to end it, or a call of a function with such a wait.
  bool waits(const Event &E) {
    if (E.is(EffectKind::Block))
      return E.effect().Wait->Length != WaitLength::Bounded;
    FunctionId Body = calledBy(U, E, Runs::Surely);
    return Body != NoId && Waiting(Body);
  }

  /// `close` has closed the descriptor before it can be interrupted.
  static bool hasReleased(const Function &F, Position P) {
    const std::vector<Event> &Events = F.Blocks[P.Block].Events;
    for (unsigned I = P.Index; I-- && Events[I].Expr == Events[P.Index].Expr;)
      if (Events[I].is(EffectKind::Release))
        return true;
    return false;
  }

  const UnitHandlers &Facts;
  const Unit &U;
  FixedPoint<char> Waiting; ///< by function: it waits
  std::unordered_set<const Event *> Out;
};

} // namespace

std::unordered_set<const Event *> leftByHandlers(const UnitHandlers &Facts) { return Finder(Facts).run(); }

} // namespace asyncsafe
