//===- HandlerErrno.cpp - Handlers that change errno ----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/FatalFailures.h"
#include "analysis/engine/FixedPoint.h"
#include "analysis/engine/Paths.h"
#include "analysis/handlers/HandlerDefects.h"

#include <algorithm>
#include <deque>
#include <map>

namespace asyncsafe {

namespace {

/// What may have changed errno since the handler began.
struct ErrnoState {
  const Event *Changed = nullptr;
  Certainty Sure = Certainty::Unknown;

  bool isWorseThan(const ErrnoState &O) const { return Changed && (!O.Changed || Sure > O.Sure); }

  /// One more change on the same path.
  void add(const ErrnoState &More) {
    if (More.isWorseThan(*this))
      *this = More;
  }

  /// Joins another path; of equally certain changes, the first in the source is reported.
  bool join(const ErrnoState &From) {
    bool Earlier =
        From.Changed && Changed && From.Sure == Sure && isEarlier(From.Changed->Expr, Changed->Expr);
    bool Better = From.isWorseThan(*this) || Earlier;
    if (Better)
      *this = From;
    return Better;
  }
};

/// The effect of a call on errno; each kind lets more errors through than the one before.
struct ErrnoSummary {
  enum class Kind : uint8_t { Ends, Restores, Keeps, Changes };
  Kind K = Kind::Keeps;
  Certainty Sure = Certainty::Unknown;
  bool operator==(const ErrnoSummary &O) const { return K == O.K && Sure == O.Sure; }
};

class ErrnoFinder {
public:
  explicit ErrnoFinder(const Callees &Calls)
      : U(Calls.unit()),
        Bodies(Calls, {ErrnoSummary::Kind::Ends}, [this](FunctionId F) { return summarise(F); }) {}

  /// The state in which \p F returns; unchanged if it never does.
  ErrnoState run(const Function &F, const std::vector<bool> *Reached, bool &Restores,
                 bool *MayReturn = nullptr) {
    std::vector<std::optional<ErrnoState>> Before(F.Blocks.size());
    FatalFailures Fatal(F, [this](CalleeId C) { return ends(C); });
    Before[0] = ErrnoState();
    std::deque<BlockId> Work{0};
    ErrnoState AtReturn;
    bool AllRestore = true, Returns = false;
    while (!Work.empty()) {
      BlockId B = Work.front();
      Work.pop_front();
      ErrnoState State = *Before[B];
      bool Ends = false, Restored = false;
      for (unsigned I = 0; I < F.Blocks[B].Events.size() && !Ends; ++I) {
        const Event &E = F.Blocks[B].Events[I];
        Ends = endsProgram(F, E) || neverReturns(E);
        if (!Ends)
          transfer(State, Fatal, F, {B, I}, Restored);
      }
      if (Ends)
        continue;
      if (returnsAfter(U, F.Blocks[B])) {
        AtReturn.join(State);
        Returns = true;
        AllRestore = AllRestore && Restored;
      }
      for (const Edge &E : F.Blocks[B].Successors) {
        if (Reached && !(*Reached)[E.To])
          continue;
        bool New = !Before[E.To];
        if (New)
          Before[E.To] = State;
        if (New || Before[E.To]->join(State))
          Work.push_back(E.To);
      }
    }
    Restores = Returns && AllRestore && !AtReturn.Changed;
    if (MayReturn)
      *MayReturn = Returns;
    return AtReturn;
  }

private:
  void transfer(ErrnoState &State, FatalFailures &Fatal, const Function &F, Position At, bool &Restored) {
    const Event &E = F.Blocks[At.Block].Events[At.Index];
    if (E.kind() == EventKind::Assign) {
      if (!isErrno(E.subject()))
        return;
      bool Restores = !E.constant() && !E.other().isNone();
      State = ErrnoState();
      Restored = Restores;
      if (!Restores)
        State.add({&E, Certainty::Likely});
      return;
    }
    if (E.site().Callee == NoId ||
        (E.kind() != EventKind::Call && E.kind() != EventKind::Effect && E.kind() != EventKind::Destroy))
      return;
    ErrnoSummary S = summary(E.site().Callee);
    if (mayEnd(E.site().Callee)) // then earlier changes do no harm
      State.Sure = Certainty::Unknown;
    if (S.K == ErrnoSummary::Kind::Keeps)
      return;
    // Only its failure changes errno; where a failure ends the program, errno does not matter.
    if (bodyOf(U, E.site().Callee, Runs::Perhaps) == NoId && Fatal.contains(At, /*MayRetry=*/false))
      return;
    Restored = S.K == ErrnoSummary::Kind::Restores;
    if (Restored)
      State = ErrnoState();
    else
      State.add({&E, S.Sure});
  }

  bool neverReturns(const Event &E) {
    return E.kind() == EventKind::Call && E.site().Callee != NoId && ends(E.site().Callee);
  }

  bool ends(CalleeId C) { return U.Callees[C].NoReturn || summary(C).K == ErrnoSummary::Kind::Ends; }

  ErrnoSummary summary(CalleeId Id) {
    const Callee &C = U.Callees[Id];
    if (C.NoReturn || C.KeepsErrno)
      return {};
    if (FunctionId Body = bodyOf(U, Id, Runs::Surely); Body != NoId)
      return Bodies(Body);
    if (C.Destructor || C.Standard)
      return {};
    // An unsafe call has to leave the handler anyway, and its effect on errno leaves with it.
    return {ErrnoSummary::Kind::Changes,
            C.Safety == SignalSafety::Safe ? Certainty::Likely : Certainty::Unknown};
  }

  ErrnoSummary summarise(FunctionId F) {
    ErrnoSummary Out;
    bool Restores = false;
    bool Returns = false;
    ErrnoState End = run(U.Functions[F], nullptr, Restores, &Returns);
    if (!Returns)
      Out.K = ErrnoSummary::Kind::Ends;
    if (Restores)
      Out.K = ErrnoSummary::Kind::Restores;
    if (End.Changed)
      Out = {ErrnoSummary::Kind::Changes, End.Sure};
    return Out;
  }

  /// A function of the program with an unknown body: as the last call of a handler, it may end the
  /// program.
  bool mayEnd(CalleeId Id) const {
    const Callee &C = U.Callees[Id];
    return bodyOf(U, Id, Runs::Perhaps) == NoId && !C.System && !C.Standard &&
           C.Safety == SignalSafety::Unlisted;
  }

  /// The signal gets its default action, or its previous handler, which is about to run.
  static bool endsProgram(const Function &F, const Event &E) {
    return resetsHandler(F, E) || raisesItsSignal(E);
  }

  const Unit &U;
  FixedPoint<ErrnoSummary> Bodies;
};

} // namespace

std::vector<ErrnoChange> findErrnoChanges(const UnitHandlers &Facts) {
  ErrnoFinder Finder(*Facts.Calls);
  std::map<FunctionId, ErrnoChange> Worst;
  for (unsigned I = 0; I < Facts.HandlerRuns.size(); ++I) {
    const HandlerRun &R = Facts.HandlerRuns[I];
    if (R.Caller != NoId || Facts.Handlers[R.Install].NeverElsewhere)
      continue;
    bool Restores = false;
    ErrnoState End = Finder.run(Facts.Of->Functions[R.Function], &R.Reached, Restores);
    if (!End.Changed)
      continue;
    ErrnoChange C{I, End.Changed, std::min(End.Sure, certaintyIn(Facts, R))};
    // A handler that resets itself usually ends the program by its signal; for a signal from a call,
    // that call sets errno again.
    if (Facts.Handlers[R.Install].ResetsItself || Facts.Handlers[R.Install].comesFromCall())
      C.Sure = Certainty::Unknown;
    auto [It, New] = Worst.try_emplace(R.Function, C);
    if (!New && C.Sure > It->second.Sure)
      It->second = C;
  }
  std::vector<ErrnoChange> Out;
  for (auto &[F, C] : Worst)
    Out.push_back(C);
  return Out;
}

} // namespace asyncsafe
