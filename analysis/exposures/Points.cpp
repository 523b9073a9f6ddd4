//===- Points.cpp - Where a function can be interrupted -------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Points.h"

#include "analysis/engine/ShortEnds.h"
#include "analysis/exposures/Unwind.h"
#include "analysis/steps/Masks.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// How certain each block is to be reached: the entry is, a handler is as
/// certain as the surest interruption that it takes.
class Reach {
public:
  explicit Reach(const Steps &S) : S(S), Sure(S.F->Blocks.size()) {
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
        raise(E.To, Here);
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
  std::vector<std::optional<Certainty>> Sure;
  std::vector<BlockId> Work;
};

/// A thread that is cancelled on the way to exit(): that ends what it holds, too.
bool isOnTheWayOut(const Steps &S, const Step &Each) {
  return Each.effect().Raises == Source::Cancel && Each.At->kind() == EventKind::Call && S.Ends &&
         S.Ends->contains(Each.At->site().Callee);
}

} // namespace

std::vector<Point> interruptionPoints(const Steps &S, unsigned Budget) {
  std::vector<Point> Out;
  Reach Reached(S);
  auto Collect = [&](BlockId B, unsigned Index) {
    const Step &Each = S.Blocks[B][Index];
    if (Each.is(EffectKind::Interrupt) && Reached[B] && !isOnTheWayOut(S, Each))
      Out.push_back({B, Index, &Each, std::min(*Reached[B], Each.effect().Sure)});
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
