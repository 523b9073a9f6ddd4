//===- ConstantRestores.cpp - Masks that do not nest ----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/state/ConstantRestores.h"

#include "analysis/engine/FixedPoint.h"
#include "analysis/engine/Paths.h"
#include "analysis/handlers/SignalSets.h"
#include "analysis/steps/MaskState.h"

#include <algorithm>

namespace asyncsafe {

namespace {

Source sourceOf(StateKind K) { return K == StateKind::SignalMask ? Source::Signal : Source::Cancel; }

/// The event masks or unmasks, directly or in a callee.
bool touches(const Steps &S, BlockId B, const Event &E, Source Of) {
  return std::any_of(S.Blocks[B].begin(), S.Blocks[B].end(), [&](const Step &Each) {
    bool Masks = Each.is(EffectKind::Mask) || Each.is(EffectKind::Unmask) || Each.is(EffectKind::RestoreMask);
    return Each.At == &E && Masks && Each.effect().Raises == Of;
  });
}

Position positionOf(const Steps &S, const Step &Wanted) {
  for (BlockId B = 0; B < S.Blocks.size(); ++B)
    for (unsigned I = 0; I < S.F->Blocks[B].Events.size(); ++I)
      if (&S.F->Blocks[B].Events[I] == Wanted.At)
        return {B, I};
  return {};
}

/// No later event masks again: the function returns unmasked.
bool isLast(const Steps &S, const Step &End, Source Of) {
  Walked Out = walk(*S.F, behind(positionOf(S, End)), [&](Position P, const Event &E) {
    return touches(S, P.Block, E, Of) ? Visit::EndPath : Visit::GoOn;
  });
  return std::any_of(Out.Ends.begin(), Out.Ends.end(), [&](BlockId B) {
    return !S.Blocks[B].empty() && S.Blocks[B].back().K == Step::Kind::Return;
  });
}

/// The function's callers determine the state before this change.
bool isFirst(const Steps &S, const Step &Change, Source Of) {
  return walk(*S.F, {},
              [&](Position P, const Event &E) {
                if (&E == Change.At)
                  return Visit::Stop;
                return touches(S, P.Block, E, Of) ? Visit::EndPath : Visit::GoOn;
              })
      .Stopped;
}

/// Whether a function can be entered with a source masked.
struct Entered {
  enum class How : uint8_t { Never, NotKnown, Masked };
  How Is = How::Never;
  const CallEdge *By = nullptr; ///< Masked: the call, and the event that masks before it
  const Event *Mask = nullptr;
  bool operator==(const Entered &O) const { return Is == O.Is && By == O.By && Mask == O.Mask; }
};

class Callers {
public:
  Callers(const Callees &Calls, MaskCache &Masks, Source Of)
      : U(Calls.unit()), Calls(Calls), Masks(Masks), Of(Of),
        All(Calls, Entered(), [this](FunctionId F) { return find(F); }, From::Callers) {}

  const Entered &of(FunctionId F) { return All(F); }

private:
  Entered find(FunctionId F) {
    const Function &Fn = U.Functions[F];
    Entered Out;
    bool IsFirst = Fn.IsMain || Calls.startsThread(F);
    if (!IsFirst && (!Fn.IsLocalToUnit || Calls.callers(F).empty()))
      Out.Is = Entered::How::NotKnown;
    for (const CallEdge &C : Calls.callers(F)) {
      Entered Here = at(C);
      if (Here.Is > Out.Is)
        Out = Here;
    }
    return Out;
  }

  Entered at(const CallEdge &C) {
    if (!usesMasks(Masks.steps(C.From)))
      return All(C.From);
    const MaskStates &States = Masks.of(C.From);
    const MaskState *M = States.at(C.Block, *C.At, Of);
    // On some path; in a loop, unmasking by this very call does not count.
    if (M && M->mayBeMasked())
      if (const Event *Begin = States.beginOf(*C.At, Of))
        return {Entered::How::Masked, &C, Begin};
    return M && M->AsFound ? All(C.From) : Entered();
  }

  const Unit &U;
  const Callees &Calls;
  MaskCache &Masks;
  Source Of;
  FixedPoint<Entered> All;
};

bool overlap(const SignalSet &A, const SignalSet &B) {
  return A.Any || B.Any ||
         std::any_of(A.Signals.begin(), A.Signals.end(), [&](int64_t S) { return B.mayHold(S); });
}

} // namespace

/// The handler installed by \p Each is the default action, either literally or from the struct.
static bool installsDefault(const Steps &S, const Step &Each) {
  if (Each.effect().SubjectValue)
    return *Each.effect().SubjectValue == 0;
  const Place &Handler = Each.effect().Subject;
  if (Handler.Root != Place::RootKind::Local)
    return false;
  std::vector<const Event *> Last =
      lastStores(*S.F, positionOf(S, Each), [&](const Event &E) { return mayStoreTo(E, Handler); });
  return !Last.empty() && std::all_of(Last.begin(), Last.end(), [&](const Event *E) {
    return E && E->kind() == EventKind::Assign && E->subject() == Handler && E->constant() == 0;
  });
}

/// Each path from \p Each on ends the process or runs another program: what a forked child does for itself.
static bool isChilds(const Steps &S, const Step &Each) {
  return walk(*S.F, behind(positionOf(S, Each)),
              [&](Position, const Event &E) {
                bool Ends = E.site().Callee != NoId && S.U->Callees[E.site().Callee].NoReturn;
                return Ends ? Visit::EndPath : Visit::GoOn;
              })
      .allEnded();
}

/// `old = signal(SIGINT, SIG_IGN); … signal(SIGINT, SIG_DFL);`
static void findDefaultHandlers(Steps &S, FunctionId Id, std::vector<ConstantRestore> &Out) {
  for (const SavedState &X : savedHandlers(S))
    for (const Step *End : X.Resets) {
      if (X.Kind != StateKind::Disposition || !X.Restores.empty() || !installsDefault(S, *End) ||
          isChilds(S, *End))
        continue;
      Out.push_back({X.Kind, Id, X.Changes.front()->At, End->At, S.Places[X.Kept]});
      break;
    }
}

void findConstantEnds(Steps &S, FunctionId Id, const Callees &Calls, std::vector<ConstantRestore> &Out) {
  if (S.F->IsMain || Calls.startsThread(Id))
    return;
  for (const SavedState &X : savedMasks(S)) {
    const Step &Change = *X.Changes.front();
    bool IsRegion = !X.Resets.empty() && !Change.is(EffectKind::Unmask) && X.Kind != StateKind::Interruption;
    if (!IsRegion || !isFirst(S, Change, X.Of))
      continue;
    auto Last = std::find_if(X.Resets.begin(), X.Resets.end(), [&](const Step *End) {
      return isLast(S, *End, X.Of) && After(*S.F, positionOf(S, Change)).contains(positionOf(S, *End));
    });
    if (Last == X.Resets.end())
      continue;
    if ((*Last)->is(EffectKind::RestoreMask)) {
      if (X.Of != Source::Signal || (*Last)->At->kind() != EventKind::Effect)
        continue;
      const Place &Restored = (*Last)->At->effect().Subject;
      SignalSet Set = SignalSets(*S.U, Calls).of(Id, Restored);
      if ((Set.Any || Set.Filled || !Set.Signals.empty()) &&
          !isEmptiedAt(*S.F, positionOf(S, **Last), Restored))
        continue; // a state saved by other code
    }
    Place Kept = X.Kept == NoPlace ? Place() : S.Places[X.Kept];
    Out.push_back({X.Kind, Id, Change.At, (*Last)->At, Kept});
  }
  findDefaultHandlers(S, Id, Out);
}

/// `Guard() { block(&Set, &Old); }  ~Guard() { unblock(&Set); }` where Old is never restored.
void findConstantGuards(const Unit &U, std::vector<ConstantRestore> &Out) {
  auto IsMask = [](const Event &E, EffectKind K) {
    return E.is(K) && (E.effect().Raises == Source::Signal || E.effect().Raises == Source::Cancel);
  };
  auto IsRestored = [&](const Place &Kept) {
    return std::any_of(U.Functions.begin(), U.Functions.end(), [&](const Function &F) {
      bool Restores = false;
      forEachEvent(F, [&](Position, const Event &E) {
        Restores |= E.is(EffectKind::RestoreMask) && E.effect().Subject.Object == Kept.Object;
      });
      return Restores;
    });
  };
  for (FunctionId Id = 0; Id < U.Functions.size(); ++Id) {
    const Function &Ends = U.Functions[Id];
    if (!Ends.IsDestructor || Ends.Class.empty())
      continue;
    const Event *End = nullptr;
    forEachEvent(Ends, [&](Position, const Event &E) {
      if (!End && IsMask(E, EffectKind::Unmask))
        End = &E;
    });
    if (!End)
      continue;
    const Event *Change = nullptr;
    for (const Function &Begins : U.Functions)
      if (Begins.IsConstructor && Begins.Class == Ends.Class)
        forEachEvent(Begins, [&](Position, const Event &E) {
          if (!Change && IsMask(E, EffectKind::Mask) && E.effect().Raises == End->effect().Raises &&
              E.effect().Other.Root == Place::RootKind::This && E.effect().Other.Object != NoId &&
              !IsRestored(E.effect().Other))
            Change = &E;
        });
    if (Change)
      Out.push_back({End->effect().Raises == Source::Signal ? StateKind::SignalMask : StateKind::CancelState,
                     Id, Change, End, Change->effect().Other});
  }
}

void judgeByCallers(const Callees &Calls, CalleeOracle &Oracle, const AnalysisOptions &Options,
                    std::vector<ConstantRestore> &Found) {
  if (Found.empty())
    return;
  MaskCache Masks(Calls.unit(), Oracle, Options.Budget);
  Callers OfCancel(Calls, Masks, Source::Cancel), OfSignals(Calls, Masks, Source::Signal);
  SignalSets Sets(Calls.unit(), Calls);
  std::vector<ConstantRestore> Kept;
  for (ConstantRestore &C : Found) {
    if (C.Kind == StateKind::Disposition) {
      Kept.push_back(std::move(C));
      continue;
    }
    bool IsSignal = sourceOf(C.Kind) == Source::Signal;
    Entered E = (IsSignal ? OfSignals : OfCancel).of(C.In);
    // The set used by a wrapper is unknown here; calls of one wrapper are taken to mean the same
    // signals.
    bool Wrapped = E.Mask && E.Mask->kind() != EventKind::Effect;
    bool Overlaps = !E.Mask || !IsSignal ||
                    (Wrapped ? E.Mask->site().Callee == C.Change->site().Callee
                             : C.Change->kind() == EventKind::Effect &&
                                   overlap(Sets.of(E.By->From, E.Mask->effect().Subject),
                                           Sets.of(C.In, C.Change->effect().Subject)));
    if (!Overlaps)
      E = {Entered::How::NotKnown, nullptr, nullptr};
    if (E.Is == Entered::How::Never)
      continue;
    if (E.Is == Entered::How::Masked) {
      C.Sure = Certainty::Definite;
      C.CallerIn = E.By->From;
      C.Caller = E.By->At;
      C.CallerMask = E.Mask;
    } else {
      bool Reckons = !C.Saved.isNone() || !IsSignal;
      C.Sure = Reckons ? Certainty::Likely : Certainty::Unknown;
    }
    Kept.push_back(std::move(C));
  }
  Found = std::move(Kept);
}

} // namespace asyncsafe
