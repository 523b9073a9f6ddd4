//===- MaskSummary.cpp - What a function does to masks for callers --------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/SummaryParts.h"
#include "analysis/steps/Masks.h"

#include <array>

namespace asyncsafe {

namespace {

class MaskSummariser {
public:
  MaskSummariser(Steps &S, unsigned Budget, std::vector<Effect> &Out) : S(S), Budget(Budget), Out(Out) {}

  void run() {
    std::array<MaskSummary, NumSources> All;
    bool Any = false, Reached = false;
    for (const auto &Block : S.Blocks)
      for (const Step &Each : Block)
        if (isMaskStep(Each)) {
          MaskSummary &M = All[static_cast<unsigned>(Each.effect().Raises)];
          M.Only = M.Touched ? nullptr : &Each;
          Any = M.Touched = true;
          M.Nests &= nests(Each);
        }
    if (!Any)
      return;
    MaskPass Masking;
    Dataflow<MaskPass> Flow(S, Masking, Budget);
    Flow.forEachStep([&](BlockId B, unsigned I, const MaskPass::State &State) {
      if (S.Blocks[B][I].K != Step::Kind::Return)
        return;
      Reached = true;
      for (unsigned Why = 0; Why < NumSources; ++Why)
        atReturn(All[Why], State[Why]);
    });
    for (unsigned Why = 0; Reached && Why < NumSources; ++Why) {
      const MaskSummary &M = All[Why];
      if (!M.Touched || (M.Nests && M.AsFound))
        continue;
      Effect E;
      E.Kind = !M.MayOpen ? EffectKind::Mask : M.Opens ? EffectKind::Unmask : EffectKind::RestoreMask;
      E.Raises = static_cast<Source>(Why);
      E.Depth = M.Depth;
      if (M.Only && M.Only->effect().Kind == E.Kind)
        keptState(*M.Only, E);
      Out.push_back(std::move(E));
    }
  }

private:
  /// What the function does to the masks of one source.
  struct MaskSummary {
    bool Touched = false;
    const Step *Only = nullptr;        ///< null: several
    bool Nests = true;                 ///< ends only what it has begun
    bool MayOpen = false;              ///< on some path it returns unmasked
    bool Opens = true, AsFound = true; ///< on every path
    MaskDepth Depth = MaskDepth::Points;
  };

  /// A mask that saves the previous state, or an unmask that restores it.
  bool nests(const Step &Mask) const {
    if (!Mask.is(EffectKind::RestoreMask))
      return Mask.is(EffectKind::Mask);
    for (const auto &Block : S.Blocks)
      for (const Step &Each : Block)
        if (Each.is(EffectKind::Mask) && Each.Other != NoPlace && Each.Other == Mask.Subject)
          return true;
    return false;
  }

  static void atReturn(MaskSummary &M, const MaskState &State) {
    M.Opens &= State.Unmasked && !State.AsFound && !State.mayBeMasked();
    M.AsFound &= State.AsFound && !State.Unmasked && !State.mayBeMasked();
    if (M.MayOpen |= State.mayBeOpen(); M.MayOpen)
      return;
    for (MaskDepth D : {MaskDepth::Uninterruptible, MaskDepth::Masked})
      if (State.mayBe(D))
        M.Depth = D; // the least possible
  }

  /// A wrapper of a mask: the caller's place that saves the previous state, or that it is restored from.
  void keptState(const Step &Masks, Effect &E) const {
    auto Known = [&](PlaceId P) { return P != NoPlace && isFormal(S, S.Places[P]) ? S.Places[P] : Place(); };
    E.Subject = Known(Masks.Subject);
    E.Other = Known(Masks.Other);
    if (Masks.Other == NoPlace || !E.Other.isNone())
      return;
    bool Answers = true;
    for (const auto &Block : S.Blocks)
      for (const Step &Each : Block)
        Answers &= Each.K != Step::Kind::Return || Each.Subject == Masks.Other;
    if (Answers)
      E.Other.Root = Place::RootKind::Return;
  }

  Steps &S;
  unsigned Budget;
  std::vector<Effect> &Out;
};

} // namespace

void summariseMasks(Steps &S, unsigned Budget, std::vector<Effect> &Out) {
  MaskSummariser(S, Budget, Out).run();
}

} // namespace asyncsafe
