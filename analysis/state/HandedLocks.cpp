//===- HandedLocks.cpp - Locks that a function leaves to its callers ------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/state/HandedLocks.h"

#include "analysis/engine/Paths.h"

#include <algorithm>

namespace asyncsafe {

namespace {

std::vector<Symbol> fieldsOf(const Place &P) {
  std::vector<Symbol> Out;
  for (const Projection &Each : P.Path)
    if (Each.K == Projection::Kind::Field)
      Out.push_back(Each.Name);
  return Out;
}

/// One names it as far as the other does: by the fields that lead to it.
bool endsAlike(const Place &A, const Place &B) {
  std::vector<Symbol> Of = fieldsOf(A), By = fieldsOf(B);
  auto Differ = std::mismatch(Of.rbegin(), Of.rend(), By.rbegin(), By.rend());
  return !Of.empty() && !By.empty() && (Differ.first == Of.rend() || Differ.second == By.rend());
}

/// A lock that one call leaves held, as the caller sees it.
class LeftByCall {
public:
  LeftByCall(const Unit &U, Summaries &All, const CallEdge &Call, const Place &Lock)
      : U(U), All(All), Caller(U.Functions[Call.From]), Call(Call), Lock(Lock) {
    const CallSite &Site = Call.At->site();
    IsExact = Lock.Root == Place::RootKind::Global;
    bool IsGiven = Lock.Root == Place::RootKind::Param && Lock.Index < Site.Args.size();
    if (IsGiven && !Site.Args[Lock.Index].isNone()) {
      this->Lock = Lock.substituted(Site.Args[Lock.Index]);
      IsExact = true;
    }
    Answer.push_back(Site.Result);
    forEachEvent(Caller, [&](Position, const Event &E) {
      if (E.kind() == EventKind::Assign && !Site.Result.isNone() && E.other() == Site.Result)
        Answer.push_back(E.subject());
    });
    All.begin(Caller);
  }

  /// The next that the caller does to it is to release it: by a name that leads through the result, or
  /// without having taken it before.
  bool isReleased() {
    Position At{Call.Block, Call.Index};
    bool ByAnswer = false, ByName = false;
    walk(Caller, behind(At), [&](Position, const Event &E) {
      if (const Effect *Does = change(E)) {
        bool Releases = Does->Kind == EffectKind::Release;
        (isOfAnswer(Does->Subject) ? ByAnswer : ByName) |= Releases;
        return Visit::EndPath;
      }
      return Visit::GoOn;
    });
    if (ByAnswer || !ByName)
      return ByAnswer;
    std::vector<const Event *> Before = lastStores(Caller, At, [&](const Event &E) { return change(E); });
    return std::none_of(Before.begin(), Before.end(), [&](const Event *E) {
      const Effect *Does = E ? change(*E) : nullptr;
      return Does && Does->Kind == EffectKind::Acquire;
    });
  }

private:
  bool isOfAnswer(const Place &P) const {
    return std::any_of(Answer.begin(), Answer.end(),
                       [&](const Place &A) { return !A.isNone() && P.sameRoot(A); });
  }

  /// How \p E acquires or releases the lock; or null.
  const Effect *change(const Event &E) {
    auto Changes = [this](const Effect &Each) {
      return (Each.Kind == EffectKind::Acquire || Each.Kind == EffectKind::Release) &&
             (IsExact ? Each.Subject == Lock : endsAlike(Each.Subject, Lock));
    };
    if (E.kind() == EventKind::Effect)
      return Changes(E.effect()) ? &E.effect() : nullptr;
    FunctionId Body = calledBy(U, E, Runs::Surely);
    if (Body == NoId || Body == Call.To)
      return nullptr;
    Inside = instantiate(All.effectsOf(E.site().Callee, E.site().Constants).Effects, E.site());
    auto It = std::find_if(Inside.begin(), Inside.end(), Changes);
    return It == Inside.end() ? nullptr : &*It;
  }

  const Unit &U;
  Summaries &All;
  const Function &Caller;
  const CallEdge &Call;
  Place Lock;
  bool IsExact = false;
  std::vector<Place> Answer;  ///< the call's result, and what it is assigned to
  std::vector<Effect> Inside; ///< of the last call that was asked for
};

} // namespace

void dropHandedLocks(const Callees &Calls, Summaries &All, std::vector<LeftState> &States) {
  auto IsHanded = [&](const LeftState &L) {
    const std::vector<CallEdge> &Above = Calls.callers(L.In);
    return L.Kind == StateKind::Lock && std::any_of(Above.begin(), Above.end(), [&](const CallEdge &Call) {
             return Call.At->kind() == EventKind::Call && Call.From != L.In &&
                    LeftByCall(Calls.unit(), All, Call, L.Saved).isReleased();
           });
  };
  States.erase(std::remove_if(States.begin(), States.end(), IsHanded), States.end());
}

} // namespace asyncsafe
