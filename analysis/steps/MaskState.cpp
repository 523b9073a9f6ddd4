//===- MaskState.cpp - What is masked at a given event --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/steps/MaskState.h"

#include "analysis/engine/Paths.h"

namespace asyncsafe {

MaskStates::MaskStates(const Steps &S, unsigned Budget) : S(S), States(S.Blocks.size()) {
  MaskPass Pass;
  Dataflow<MaskPass> Flow(S, Pass, Budget);
  Complete = Flow.complete();
  for (BlockId B = 0; B < S.Blocks.size(); ++B) {
    if (!Flow.before(B))
      continue;
    MaskPass::State State = *Flow.before(B);
    size_t Next = 0;
    for (const Event &E : S.F->Blocks[B].Events) {
      States[B].emplace(&E, State);
      for (; Next < S.Blocks[B].size() && S.Blocks[B][Next].At == &E; ++Next)
        Pass.transfer(State, S.Blocks[B][Next]);
    }
  }
}

const MaskState *MaskStates::at(BlockId B, const Event &At, Source Of) const {
  auto Known = States[B].find(&At);
  return Known == States[B].end() || !Complete ? nullptr : &Known->second[static_cast<unsigned>(Of)];
}

bool MaskStates::isMasked(BlockId B, const Event &At, Source Of) const {
  const MaskState *M = at(B, At, Of);
  return M && M->mayBeMasked() && !M->mayBeOpen();
}

bool MaskStates::mayBeMasked(BlockId B, const Event &At, Source Of) const {
  const MaskState *M = at(B, At, Of);
  return !M || M->mayBeMasked();
}

const Event *MaskStates::beginOf(const Event &At, Source Of) const {
  const Event *Last = nullptr;
  for (const auto &Block : S.Blocks)
    for (const Step &Each : Block)
      if (Each.is(EffectKind::Mask) && Each.effect().Raises == Of && Each.At->Expr.File == At.Expr.File &&
          Each.At->Expr.Begin < At.Expr.Begin && (!Last || Last->Expr.Begin < Each.At->Expr.Begin))
        Last = Each.At;
  return Last;
}

const Event *MaskStates::endOf(BlockId B, const Event &At, Source Of) const {
  PlaceSet Owners;
  if (const MaskState *M = at(B, At, Of))
    Owners = M->Owners;
  std::vector<bool> After = reachableFrom(*S.F, B);
  for (BlockId Later = 0; Later < S.Blocks.size(); ++Later) {
    bool Past = After[Later];
    if (Later != B && !Past)
      continue;
    for (const Step &Each : S.Blocks[Later]) {
      if (!Past) {
        Past = Each.At == &At;
        continue;
      }
      bool Ends =
          (Each.is(EffectKind::Unmask) || Each.is(EffectKind::RestoreMask)) && Each.effect().Raises == Of;
      if (Ends || (Each.K == Step::Kind::Destroy && Owners.contains(Each.Subject)))
        return Each.At;
    }
  }
  return nullptr;
}

} // namespace asyncsafe
