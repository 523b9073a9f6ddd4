//===- Points.cpp - Where a function can be interrupted -------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Points.h"

#include "analysis/engine/ShortEnds.h"
#include "analysis/exposures/Unwind.h"
#include "analysis/steps/Masks.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// The branch `if (!instance)` behind which every path that returns normally has made it, or called a
/// method of it (`instance.reset(…)`). One that unwinds leaves it to be tried again.
bool isMadeBehind(const Unit &U, const Function &F, const Edge &E) {
  const Place *Made = E.When ? &E.When->Subject : nullptr;
  if (!Made || Made->Root != Place::RootKind::Global || Made->AddressOf ||
      !(E.When->Test == Predicate{Predicate::Op::EQ, 0}))
    return false;
  // A number is a flag.
  if (Made->Object != NoId && U.Objects[Made->Object].IsScalar && !U.Objects[Made->Object].IsPointer)
    return false;
  return walk(F, {E.To, 0},
              [&](Position, const Event &Each) {
                bool Stores = Each.kind() == EventKind::Assign && Each.subject() == *Made &&
                              Each.constant() != 0 && !Each.adds();
                bool Changes = Each.site().This == *Made && !Each.is(EffectKind::Interrupt);
                return Stores || Changes || Each.kind() == EventKind::Throw ? Visit::EndPath : Visit::GoOn;
              })
      .allEnded();
}

/// How certain each block is to be reached: the entry is, a handler is as
/// certain as the surest interruption that it takes.
class Reach {
public:
  Reach(const Steps &S, Toward Whom) : S(S), Whom(Whom), Sure(S.F->Blocks.size()) {
    raise(0, Certainty::Definite);
    while (!Work.empty()) {
      BlockId B = Work.back();
      Work.pop_back();
      visit(B);
    }
  }

  const std::optional<Certainty> &operator[](BlockId B) const { return Sure[B]; }

private:
  void raise(BlockId B, Certainty C) {
    if (Sure[B] && *Sure[B] >= C)
      return;
    Sure[B] = C;
    Work.push_back(B);
  }

  void visit(BlockId B) {
    Certainty Here = *Sure[B];
    for (const Step &Each : S.Blocks[B])
      if (Each.is(EffectKind::Interrupt))
        enterHandlers(Each, std::min(Here, Each.effect().Sure));
      else if (Each.K == Step::Kind::Rethrow)
        enterAll(Each.At->Scope, Here);
    for (const Edge &E : S.F->Blocks[B].Successors)
      if (S.feasible(E))
        // What is initialised only once has been, in all calls but the first.
        raise(E.To, Whom == Toward::Callers && (E.IsOnce || isMadeBehind(*S.U, *S.F, E)) ? Certainty::Unknown
                                                                                         : Here);
  }

  void enterHandlers(const Step &Each, Certainty C) {
    if (Each.effect().Raises == Source::Jump || Each.effect().Raises == Source::Suspend)
      return; // a landing is an ordinary branch; a destroyed frame runs no handler
    for (ScopeId Id = Each.At->Scope; Id != NoId; Id = S.F->Scopes[Id].Parent)
      for (const Handler &H : S.F->Scopes[Id].Handlers) {
        Match M = match(H, Each.effect(), *S.U);
        if (M != Match::No)
          raise(H.Entry, M == Match::Yes ? C : Certainty::Unknown);
        if (M == Match::Yes)
          return;
      }
  }

  void enterAll(ScopeId From, Certainty C) {
    for (ScopeId Id = From; Id != NoId; Id = S.F->Scopes[Id].Parent)
      for (const Handler &H : S.F->Scopes[Id].Handlers)
        raise(H.Entry, C);
  }

  const Steps &S;
  const Toward Whom;
  std::vector<std::optional<Certainty>> Sure;
  std::vector<BlockId> Work;
};

/// A thread that is cancelled on the way to exit(), in the call or in its arguments: that ends what it
/// holds, too.
bool isOnTheWayOut(const Steps &S, const std::vector<Step> &Block, const Step &Each) {
  if (Each.effect().Raises != Source::Cancel || !S.Ends)
    return false;
  auto Ends = [&](const Event *E) {
    return E && E->kind() == EventKind::Call && S.Ends->contains(E->site().Callee);
  };
  const Event *Last = Block.back().At;
  return Ends(Each.At) || (Ends(Last) && Last->Expr.contains(Each.At->Expr));
}

/// `operator[]` and `at` throw for an index that is out of range: that is a failed assertion of the caller's.
Certainty certaintyOf(const Effect &Strikes, const Function &In, Toward Whom) {
  bool Asserts = Whom == Toward::Callers && In.IsElementAccess && Strikes.Raises == Source::Throw;
  return Asserts ? Certainty::Unknown : Strikes.Sure;
}

} // namespace

std::vector<Point> interruptionPoints(const Steps &S, unsigned Budget, Toward Whom) {
  std::vector<Point> Out;
  Reach Reached(S, Whom);
  auto Collect = [&](BlockId B, unsigned Index) {
    const Step &Each = S.Blocks[B][Index];
    if (Each.is(EffectKind::Interrupt) && Reached[B] && !isOnTheWayOut(S, S.Blocks[B], Each))
      Out.push_back({B, Index, &Each, std::min(*Reached[B], certaintyOf(Each.effect(), *S.F, Whom))});
  };
  if (!usesMasks(S)) {
    for (BlockId B = 0; B < S.Blocks.size(); ++B)
      for (unsigned I = 0; I < S.Blocks[B].size(); ++I)
        Collect(B, I);
    return Out;
  }
  MaskPass Pass;
  Dataflow<MaskPass> Masks(S, Pass, Budget);
  Masks.forEachStep([&](BlockId B, unsigned I, const MaskPass::State &State) {
    const Step &Each = S.Blocks[B][I];
    if (Each.is(EffectKind::Interrupt) &&
        State[static_cast<unsigned>(Each.effect().Raises)].lets(Each.effect()))
      Collect(B, I);
  });
  return Out;
}

} // namespace asyncsafe
