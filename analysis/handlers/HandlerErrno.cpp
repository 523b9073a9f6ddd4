//===- HandlerErrno.cpp - Handlers that change errno ----------------------===//

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
  /// What holds the answer of the only call that may have changed it.
  std::vector<Place> Answers;

  bool join(const ErrnoState &From) {
    if (!From.Changed)
      return false;
    if (!Changed) {
      *this = From;
      return true;
    }
    bool Better = From.Sure > Sure;
    size_t Before = Answers.size();
    // Of two calls, no answer tells.
    if (isSameCall(*Changed, *From.Changed))
      forgetIf([&](const Place &P) { return !From.answers(P); });
    else
      Answers.clear();
    if (Better) {
      Changed = From.Changed;
      Sure = From.Sure;
    }
    return Better || Answers.size() < Before;
  }

  bool answers(const Place &P) const { return std::find(Answers.begin(), Answers.end(), P) != Answers.end(); }

  /// \p P holds another value from now on; or that of \p From.
  void assigned(const Place &P, const Place &From) {
    bool Copies = !From.isNone() && answers(From);
    forgetIf([&](const Place &A) { return A.startsWith(P); });
    if (Copies)
      Answers.push_back(P);
  }

  /// Each effect of a call is an event of its own.
  static bool isSameCall(const Event &A, const Event &B) {
    return A.Site.Callee == B.Site.Callee && A.Expr == B.Expr;
  }

private:
  template <class Test> void forgetIf(Test Is) {
    Answers.erase(std::remove_if(Answers.begin(), Answers.end(), Is), Answers.end());
  }
};

/// What a call leaves behind.
struct ErrnoSummary {
  enum class Kind : uint8_t { Keeps, Changes, Restores, Ends };
  Kind K = Kind::Keeps;
  Certainty Sure = Certainty::Unknown;
};

class ErrnoFinder {
public:
  explicit ErrnoFinder(const Unit &U) : U(U) {}

  /// The state in which \p F returns: nothing changed if it never does.
  ErrnoState run(const Function &F, const std::vector<bool> *Reached, bool &Restores, bool *MayReturn = nullptr) {
    std::vector<std::optional<ErrnoState>> Before(F.Blocks.size());
    Before[0] = ErrnoState();
    std::deque<BlockId> Work{0};
    ErrnoState AtReturn;
    bool AllRestore = true, Returns = false;
    std::vector<bool> RestoredBy(F.Blocks.size()); // on every path to the end of the block
    while (!Work.empty()) {
      BlockId B = Work.front();
      Work.pop_front();
      ErrnoState State = *Before[B];
      bool Ends = false, Restored = false;
      for (const Event &E : F.Blocks[B].Events)
        if (!(Ends = Ends || endsProgram(F, E) || neverReturns(E)))
          transfer(State, E, Restored);
      RestoredBy[B] = Restored;
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
        const ErrnoState &Then = saysSuccess(State, E) ? Unchanged : State;
        bool New = !Before[E.To];
        if (New)
          Before[E.To] = Then;
        if (New || Before[E.To]->join(Then))
          Work.push_back(E.To);
      }
    }
    Restores = Returns && AllRestore && !AtReturn.Changed;
    if (MayReturn)
      *MayReturn = Returns;
    return AtReturn;
  }

private:
  void transfer(ErrnoState &State, const Event &E, bool &Restored) {
    if (E.Kind == EventKind::Assign) {
      State.assigned(E.Subject, E.Other);
      if (!isErrno(E.Subject))
        return;
      bool Restores = !E.Constant && !E.Other.isNone();
      State = ErrnoState();
      Restored = Restores;
      if (!Restores)
        State.join({&E, Certainty::Likely, {}});
      return;
    }
    if (E.Site.Callee == NoId || (E.Kind != EventKind::Call && E.Kind != EventKind::Effect && E.Kind != EventKind::Destroy))
      return;
    ErrnoSummary S = summary(E.Site.Callee);
    if (mayEnd(U.Callees[E.Site.Callee])) // and what came before does no harm
      State.Sure = Certainty::Unknown;
    if (S.K == ErrnoSummary::Kind::Keeps)
      return;
    Restored = S.K == ErrnoSummary::Kind::Restores;
    if (Restored)
      State = ErrnoState();
    else
      called(State, E, S.Sure);
  }

  static void called(ErrnoState &State, const Event &E, Certainty Sure) {
    bool Again = State.Changed == &E; // and nobody knows what came of it last time
    State.join({&E, Sure, {E.Site.Result}});
    if (Again || E.Site.Result.isNone())
      State.Answers.clear();
  }

  /// Only a call that fails changes errno, and \p E is taken if it has not.
  bool saysSuccess(const ErrnoState &State, const Edge &E) const {
    // What may be called in a handler says with -1 that it has failed.
    return E.When && State.answers(E.When->Subject) && !holds(E.When->Test, -1) &&
           U.Callees[State.Changed->Site.Callee].Safety == SignalSafety::Safe;
  }

  bool neverReturns(const Event &E) {
    return E.Kind == EventKind::Call && E.Site.Callee != NoId &&
           summary(E.Site.Callee).K == ErrnoSummary::Kind::Ends;
  }

  ErrnoSummary summary(CalleeId Id) {
    const Callee &C = U.Callees[Id];
    if (C.NoReturn || C.KeepsErrno)
      return {};
    if (C.Body != NoId && !C.Virtual)
      return summaryOfBody(C.Body);
    if (C.Destructor || C.Standard)
      return {};
    // What is not safe has to leave the handler anyway, and takes its errno with it.
    return {ErrnoSummary::Kind::Changes, C.Safety == SignalSafety::Safe ? Certainty::Likely : Certainty::Unknown};
  }

  ErrnoSummary summaryOfBody(FunctionId F) {
    auto [It, New] = Bodies.try_emplace(F); // a recursive call keeps it, for now
    if (!New)
      return It->second;
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
    return Bodies[F] = Out;
  }

  /// A function of the program's own, out of sight: the last thing that a handler does may
  /// be to end the program by it.
  static bool mayEnd(const Callee &C) {
    return C.Body == NoId && !C.System && !C.Standard && C.Safety == SignalSafety::Unlisted;
  }

  /// The signal gets its default action back, or whatever it had before, which it is about to take.
  static bool endsProgram(const Function &F, const Event &E) { return resetsHandler(F, E) || raisesItsSignal(E); }

  const Unit &U;
  const ErrnoState Unchanged;
  std::map<FunctionId, ErrnoSummary> Bodies;
};

} // namespace

std::vector<ErrnoChange> findErrnoChanges(const UnitFacts &Facts) {
  ErrnoFinder Finder(*Facts.Of);
  std::map<FunctionId, ErrnoChange> Worst;
  for (unsigned I = 0; I < Facts.HandlerRuns.size(); ++I) {
    const HandlerRun &R = Facts.HandlerRuns[I];
    if (R.Caller != NoId)
      continue;
    bool Restores = false;
    ErrnoState End = Finder.run(Facts.Of->Functions[R.Function], &R.Reached, Restores);
    if (!End.Changed)
      continue;
    ErrnoChange C{I, End.Changed, std::min(End.Sure, certaintyIn(Facts, R))};
    // One is to end the program by it, as a rule; the other's call sets errno once more.
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
