//===- LostValues.cpp - Variables that a jump makes indeterminate ---------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/LostValues.h"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace asyncsafe {

namespace {

class Finder {
public:
  Finder(const Steps &S, std::vector<LostValue> &Out) : S(S), F(*S.F), Out(Out) {}

  void run() {
    std::set<BlockId> Landings;
    for (const auto &Block : S.Blocks)
      for (const Step &Each : Block)
        if (Each.is(EffectKind::Acquire) && Each.At->JumpsTo != NoId)
          Landings.insert(Each.At->JumpsTo);
    if (Landings.empty())
      return;
    findKnown();
    for (BlockId L : Landings)
      landing(L);
  }

private:
  void landing(BlockId L) {
    std::vector<bool> Behind = reachableFrom(F, L), Normal = reachableFrom(F, 0, L);
    Behind[L] = true;
    for (BlockId B = 0; B < F.Blocks.size(); ++B)
      if (Behind[B] && !Normal[B] && B != 0)
        for (const Step &Each : S.Blocks[B])
          if (Each.is(EffectKind::Release) && isPlainVariable(Each.effect().Subject))
            release(L, Each);
  }

  /// A variable of the function that the compiler may keep in a register: it is not volatile, and its
  /// address is not taken.
  bool isPlainVariable(const Place &P) const {
    if (P.Root != Place::RootKind::Local || !P.Path.empty() || P.AddressOf ||
        !std::binary_search(F.LocalIds.begin(), F.LocalIds.end(), P.Index) ||
        std::binary_search(F.VolatileIds.begin(), F.VolatileIds.end(), P.Index))
      return false;
    return !Known.count(P.Index);
  }

  void findKnown() {
    auto Note = [&](const Place &A) {
      if (A.AddressOf && A.Root == Place::RootKind::Local)
        Known.insert(A.Index);
    };
    forEachEvent(F, [&](Position, const Event &E) {
      Note(E.other());
      Note(E.site().This);
      for (const Place &A : E.site().Args)
        Note(A);
    });
    for (const UnwindScope &Scope : F.Scopes)
      for (const Place &A : Scope.Action.site().Args)
        Note(A);
  }

  /// The variable is assigned a resource after `setjmp`, and a jump may land while it holds that.
  void release(BlockId L, const Step &Releases) {
    const Place &Variable = Releases.effect().Subject;
    if (Told.count(Variable))
      return;
    std::set<PlaceId> Taken;
    for (const auto &Block : S.Blocks)
      for (const Step &Each : Block)
        if (Each.is(EffectKind::Acquire) && Each.At->JumpsTo == L)
          Taken.insert(Each.Subject);
    for (BlockId B = 0; B < S.Blocks.size(); ++B)
      for (unsigned I = 0; I < S.Blocks[B].size(); ++I) {
        const Step &Each = S.Blocks[B][I];
        if (Each.K != Step::Kind::Assign || !(Each.subject() == Variable) || !Taken.count(Each.Other) ||
            Each.At->JumpsTo != L)
          continue;
        if (const Event *Point = jumpBehind({B, I + 1}, L, Variable)) {
          LostValue X;
          X.In = &F;
          X.Variable = Variable;
          X.Assign = Each.At;
          X.Point = Point;
          X.Release = Releases.At;
          Out.push_back(std::move(X));
          Told.insert(Variable);
          return;
        }
      }
  }

  const Event *jumpBehind(Position From, BlockId L, const Place &Variable) const {
    const Event *Found = nullptr;
    walkSteps(S, From, [&](Position, const Step &Each) {
      if (Each.K == Step::Kind::Assign && Each.subject() == Variable)
        return Visit::EndPath;
      bool Jumps = Each.is(EffectKind::Interrupt) && Each.effect().Raises == Source::Jump &&
                   Each.At->JumpsTo == L && Each.effect().Sure != Certainty::Unknown;
      if (!Jumps)
        return Visit::GoOn;
      Found = Each.At;
      return Visit::Stop;
    });
    return Found;
  }

  const Steps &S;
  const Function &F;
  std::vector<LostValue> &Out;
  std::set<unsigned> Known; ///< local variables whose address somebody has
  std::unordered_set<Place, PlaceHash> Told;
};

} // namespace

void findLostValues(const Steps &S, std::vector<LostValue> &Out) { Finder(S, Out).run(); }

} // namespace asyncsafe
