//===- EarlySignals.cpp - Handlers before what they need ------------------===//

#include "analysis/handlers/EarlySignals.h"

#include "analysis/engine/Paths.h"
#include "analysis/handlers/SignalOrder.h"
#include "analysis/handlers/SignalSets.h"
#include "analysis/handlers/Timers.h"

#include <algorithm>

namespace asyncsafe {

namespace {

bool isJump(const Event &E) { return E.is(EffectKind::Interrupt) && E.effect().Raises == Source::Jump; }

class Finder {
public:
  explicit Finder(const UnitHandlers &Facts) : Facts(Facts), U(*Facts.Of), Sets(U, *Facts.Calls) {}

  std::vector<EarlySignal> run() {
    for (unsigned I = 0; I < Facts.Handlers.size(); ++I) {
      const HandlerInstall &H = Facts.Handlers[I];
      if (H.Handler == NoId || !H.strikesAnywhere() || H.comesFromCall())
        continue;
      const Event *Jump = alwaysJumps(H.Handler);
      for (const Position &At : ownPlaces(H))
        unblockedEarly(I, H.In, At);
      if (Jump)
        for (const Position &At : placesOf(H))
          jumpsEarly(I, *Jump, InFunction, At);
    }
    return std::move(Out);
  }

private:
  /// A jump that no condition keeps from happening.
  const Event *alwaysJumps(FunctionId F) const {
    const Event *Jump = nullptr;
    Walked Paths = walk(U.Functions[F], {}, [&](Position, const Event &E) {
      if (!isJump(E))
        return Visit::GoOn;
      Jump = &E;
      return Visit::EndPath;
    });
    return Paths.allEnded() ? Jump : nullptr;
  }

  /// Where the handler is installed: in the function that does so, or in its only caller, which sets
  /// the target.
  std::vector<Position> placesOf(const HandlerInstall &H) {
    InFunction = H.In;
    if (setsTarget(U.Functions[H.In]) || Facts.Calls->callers(H.In).size() != 1)
      return ownPlaces(H);
    const CallEdge &C = Facts.Calls->callers(H.In).front();
    InFunction = C.From;
    return {{C.Block, C.Index}};
  }

  std::vector<Position> ownPlaces(const HandlerInstall &H) const {
    std::vector<Position> Places;
    forEachEvent(U.Functions[H.In], [&](Position P, const Event &E) {
      if (&E == H.At)
        Places.push_back(P);
    });
    return Places;
  }

  static bool setsTarget(const Function &F) {
    return std::any_of(F.Blocks.begin(), F.Blocks.end(), [](const Block &B) {
      return std::any_of(B.Events.begin(), B.Events.end(),
                         [](const Event &E) { return E.is(EffectKind::SetJump); });
    });
  }

  std::optional<int64_t> sentSignal(const Event &E) const {
    if (!E.is(EffectKind::SendSignal))
      return std::nullopt;
    if (E.effect().SubjectValue)
      return E.effect().SubjectValue;
    constexpr int64_t Alarm = 14;
    bool IsAlarm = E.effect().Subject.Root == Place::RootKind::Global && E.effect().Subject.Name == "SIGALRM";
    return IsAlarm ? std::optional<int64_t>(Alarm) : std::nullopt;
  }

  bool isTimer(int64_t Signal) const {
    constexpr int64_t Timers[] = {14, 26, 27}; // SIGALRM, SIGVTALRM, SIGPROF
    return std::find(std::begin(Timers), std::end(Timers), Signal) != std::end(Timers);
  }

  /// On some path from the entry to \p To, and then on to a target that is set for the first time.
  void jumpsEarly(unsigned Install, const Event &Jump, FunctionId In, Position Installed) {
    const Function &F = U.Functions[In];
    const HandlerInstall &H = Facts.Handlers[Install];
    if (!setsTarget(F) || !H.Signal || masksBefore(U, F, Installed))
      return;
    EarlySignal Found;
    Found.In = In;
    Found.Jump = &Jump;
    Found.Install = Install;
    Found.IsTimer = isTimer(*H.Signal);
    if (!Found.IsTimer) {
      if (isReachedUnset(F, Installed))
        Found.From = &F.Blocks[Installed.Block].Events[Installed.Index];
    } else {
      forEachEvent(F, [&](Position P, const Event &E) {
        Timer T = timerSet(F, E);
        bool Arms = sentSignal(E) == H.Signal && T != Timer::Stopped && T != Timer::None;
        if (Arms && !Found.From && isReachedUnset(F, P) && After(F, Installed).contains(P))
          Found.From = &E;
      });
    }
    if (Found.From)
      Found.Needs = targetBehind(F, *Found.From);
    if (Found.Needs)
      Out.push_back(Found);
  }

  static bool isReachedUnset(const Function &F, Position To) {
    const Event *Wanted = &F.Blocks[To.Block].Events[To.Index];
    return walk(
               F, {},
               [&](Position, const Event &E) {
                 return &E == Wanted ? Visit::Stop : E.is(EffectKind::SetJump) ? Visit::EndPath : Visit::GoOn;
               })
        .Stopped;
  }

  static const Event *targetBehind(const Function &F, const Event &From) {
    const Event *Target = nullptr;
    forEachEvent(F, [&](Position P, const Event &E) {
      if (&E == &From)
        walk(F, behind(P), [&](Position, const Event &Each) {
          if (!Each.is(EffectKind::SetJump))
            return Visit::GoOn;
          Target = &Each;
          return Visit::Stop;
        });
    });
    return Target;
  }

  /// The signal is named where it is unblocked, and its first handler comes after that.
  void unblockedEarly(unsigned Install, FunctionId In, Position Installed) {
    const Function &F = U.Functions[In];
    const HandlerInstall &H = Facts.Handlers[Install];
    if (!H.Signal || isInstalledElsewhere(Install))
      return;
    Before Earlier(F, Installed);
    const Event *Unblocks = nullptr;
    forEachEvent(F, [&](Position P, const Event &E) {
      if (Unblocks || !E.is(EffectKind::Unmask) || E.effect().Raises != Source::Signal ||
          !Earlier.contains(P) || Before(F, P).contains(Installed))
        return;
      SignalSet Set = Sets.of(In, E.effect().Subject);
      if (std::find(Set.Signals.begin(), Set.Signals.end(), *H.Signal) != Set.Signals.end())
        Unblocks = &E;
    });
    if (!Unblocks || isSetBefore(F, *Unblocks, *H.Signal))
      return;
    EarlySignal Found;
    Found.K = EarlySignal::Kind::Unblocked;
    Found.In = In;
    Found.From = Unblocks;
    Found.Needs = &F.Blocks[Installed.Block].Events[Installed.Index];
    Found.Install = Install;
    Out.push_back(Found);
  }

  /// It is ignored on purpose until then, or handled otherwise.
  static bool isSetBefore(const Function &F, const Event &Unblocks, int64_t Signal) {
    return !walk(F, {}, [&](Position, const Event &E) {
              bool Sets = E.is(EffectKind::RegisterHandler) && E.effect().OtherValue == Signal;
              return &E == &Unblocks ? Visit::Stop : Sets ? Visit::EndPath : Visit::GoOn;
            }).Stopped;
  }

  bool isInstalledElsewhere(unsigned Install) const {
    const HandlerInstall &H = Facts.Handlers[Install];
    return std::any_of(Facts.Handlers.begin(), Facts.Handlers.end(), [&](const HandlerInstall &Other) {
      return &Other != &H && Other.Signal == H.Signal && !(Other.At->Expr == H.At->Expr);
    });
  }

  const UnitHandlers &Facts;
  const Unit &U;
  SignalSets Sets;
  FunctionId InFunction = NoId;
  std::vector<EarlySignal> Out;
};

} // namespace

std::vector<EarlySignal> findEarlySignals(const UnitHandlers &Facts) { return Finder(Facts).run(); }

} // namespace asyncsafe
