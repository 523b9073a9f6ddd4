//===- InheritedStates.cpp - State inherited by new programs --------------===//

#include "analysis/state/InheritedStates.h"

#include <algorithm>

namespace asyncsafe {

namespace {

constexpr int64_t Ignored = 1; // SIG_IGN

/// What a call does to the state that a new program inherits.
enum class Doing : uint8_t { Nothing, Starts, MayRestore };

class Finder {
public:
  Finder(Steps &S, FunctionId Id, const Callees &Calls) : S(S), Id(Id), Calls(Calls) {}

  bool startsProgram() const {
    bool Starts = false;
    forEachEvent(*S.F, [&](Position, const Event &E) { Starts |= doing(E) == Doing::Starts; });
    return Starts;
  }

  void state(const SavedState &X, std::vector<LeftState> &Out) const {
    std::vector<const Step *> Ends = X.Restores;
    Ends.insert(Ends.end(), X.Resets.begin(), X.Resets.end());
    if (Ends.empty())
      return;
    for (const Step *Change : X.Changes) {
      if (!isKept(X, *Change))
        continue;
      Position Exec;
      bool Found =
          walk(*S.F, behind(positionOf(*Change->At)), [&](Position P, const Event &E) {
            if (std::any_of(Ends.begin(), Ends.end(), [&](const Step *Each) { return Each->At == &E; }))
              return Visit::EndPath;
            Doing What = doing(E);
            if (What == Doing::Starts)
              Exec = P;
            return What == Doing::Starts       ? Visit::Stop
                   : What == Doing::MayRestore ? Visit::EndPath
                                               : Visit::GoOn;
          }).Stopped;
      if (!Found || !isUnconditional(*Change->At, Exec))
        continue;
      LeftState L;
      L.Kind = X.Kind;
      L.In = Id;
      L.Change = Change->At;
      L.Restore = Ends.front()->At;
      L.Leave = &S.F->Blocks[Exec.Block].Events[Exec.Index];
      L.Saved = X.Kept == NoPlace ? Place() : S.Places[X.Kept];
      L.Inherited = true;
      L.Sure = Certainty::Likely;
      Out.push_back(std::move(L));
      return; // one finding per state
    }
  }

private:
  /// Signals are blocked or ignored; handlers do not survive exec.
  bool isKept(const SavedState &X, const Step &Change) const {
    if (X.Kind == StateKind::SignalMask)
      return Change.is(EffectKind::Mask); // also SIG_SETMASK of all signals
    if (X.Kind != StateKind::Disposition)
      return false;
    if (Change.effect().SubjectValue)
      return *Change.effect().SubjectValue == Ignored;
    bool Ignores = false, Other = false;
    forEachEvent(*S.F, [&](Position, const Event &E) {
      if (E.kind() == EventKind::Assign && E.subject() == Change.effect().Subject)
        (E.constant() == Ignored ? Ignores : Other) = true;
    });
    return Ignores && !Other;
  }

  Doing doing(const Event &E) const {
    if (E.is(EffectKind::ReplaceProgram))
      return Doing::Starts;
    if (E.kind() != EventKind::Call)
      return Doing::Nothing;
    FunctionId Body = bodyOf(*S.U, E, Runs::Perhaps);
    const Callee &C = S.U->Callees[E.site().Callee];
    if (Body == NoId)
      return isOpen(*S.U, E.site().Callee) && !C.System && !C.Standard ? Doing::MayRestore : Doing::Nothing;
    bool Starts = false, Changes = false;
    std::vector<bool> Reached = Calls.reachedFrom(Body);
    for (FunctionId F = 0; F < Reached.size(); ++F)
      if (Reached[F])
        forEachEvent(S.U->Functions[F], [&](Position, const Event &Each) {
          Starts |= Each.is(EffectKind::ReplaceProgram);
          Changes |= Each.is(EffectKind::Unmask) || Each.is(EffectKind::RestoreMask) ||
                     Each.is(EffectKind::RegisterHandler);
        });
    return Changes ? Doing::MayRestore : Starts ? Doing::Starts : Doing::Nothing;
  }

  Position positionOf(const Event &Wanted) const {
    Position Out;
    forEachEvent(*S.F, [&](Position P, const Event &E) {
      if (&E == &Wanted)
        Out = P;
    });
    return Out;
  }

  /// No path starts the program without the change, so a condition common to both does not matter.
  bool isUnconditional(const Event &Change, Position Exec) const {
    const Event *Program = &S.F->Blocks[Exec.Block].Events[Exec.Index];
    return !walk(*S.F, {}, [&](Position, const Event &E) {
              return &E == Program ? Visit::Stop : &E == &Change ? Visit::EndPath : Visit::GoOn;
            }).Stopped;
  }

  Steps &S;
  FunctionId Id;
  const Callees &Calls;
};

} // namespace

void findInheritedStates(Steps &S, FunctionId Id, const Callees &Calls, std::vector<LeftState> &Out) {
  Finder Find(S, Id, Calls);
  if (!Find.startsProgram())
    return;
  for (const SavedState &X : signalMasks(S))
    Find.state(X, Out);
  for (const SavedState &X : savedHandlers(S))
    Find.state(X, Out);
}

} // namespace asyncsafe
