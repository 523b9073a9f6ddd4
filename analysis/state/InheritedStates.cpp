//===- InheritedStates.cpp - State inherited by new programs --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/state/InheritedStates.h"

#include <unordered_map>
#include <unordered_set>

namespace asyncsafe {

namespace {

constexpr int64_t Ignored = 1; // SIG_IGN

/// What a call does to the state that a new program inherits.
enum class Doing : uint8_t { Nothing, Starts, MayRestore };

/// Marks whatever calls a marked function, too.
void spreadToCallers(const Callees &Calls, std::vector<bool> &Marked) {
  std::vector<std::vector<FunctionId>> Callers(Marked.size()); // also those that call by a pointer
  std::vector<FunctionId> Work;
  for (FunctionId F = 0; F < Marked.size(); ++F) {
    for (const CallEdge &C : Calls.callees(F))
      Callers[C.To].push_back(F);
    if (Marked[F])
      Work.push_back(F);
  }
  while (!Work.empty()) {
    FunctionId F = Work.back();
    Work.pop_back();
    for (FunctionId Caller : Callers[F])
      if (!Marked[Caller]) {
        Marked[Caller] = true;
        Work.push_back(Caller);
      }
  }
}

class Finder {
public:
  Finder(Steps &S, FunctionId Id, const std::vector<bool> &Starting, const std::vector<bool> &Changing)
      : S(S), Id(Id), Starting(Starting), Changing(Changing) {
    forEachEvent(*S.F, [&](Position P, const Event &E) { At.emplace(&E, P); });
  }

  void state(const SavedState &X, std::vector<LeftState> &Out) const {
    std::unordered_set<const Event *> Ends;
    for (auto *Some : {&X.Restores, &X.Resets})
      for (const Step *Each : *Some)
        Ends.insert(Each->At);
    if (Ends.empty())
      return;
    for (const Step *Change : X.Changes) {
      if (!isKept(X, *Change))
        continue;
      Position Exec;
      bool Found = walk(*S.F, behind(At.at(Change->At)), [&](Position P, const Event &E) {
                     if (Ends.count(&E))
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
      L.Restore = (X.Restores.empty() ? X.Resets : X.Restores).front()->At;
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
    return Changing[Body] ? Doing::MayRestore : Starting[Body] ? Doing::Starts : Doing::Nothing;
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
  const std::vector<bool> &Starting, &Changing;
  std::unordered_map<const Event *, Position> At;
};

} // namespace

InheritedStates::InheritedStates(const Callees &Calls)
    : U(Calls.unit()), Starting(U.Functions.size()), Changing(U.Functions.size()) {
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    forEachEvent(U.Functions[F], [&](Position, const Event &E) {
      if (E.is(EffectKind::ReplaceProgram))
        Starting[F] = true;
      if (E.is(EffectKind::Unmask) || E.is(EffectKind::RestoreMask) || E.is(EffectKind::RegisterHandler))
        Changing[F] = true;
    });
  spreadToCallers(Calls, Starting);
  spreadToCallers(Calls, Changing);
}

void InheritedStates::find(Steps &S, FunctionId Id, std::vector<LeftState> &Out) const {
  if (!Starting[Id])
    return;
  Finder Find(S, Id, Starting, Changing);
  for (const SavedState &X : signalMasks(S))
    Find.state(X, Out);
  for (const SavedState &X : savedHandlers(S))
    Find.state(X, Out);
}

} // namespace asyncsafe
