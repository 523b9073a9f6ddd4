//===- Suspensions.cpp - Locks held while a coroutine is suspended --------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Suspensions.h"

#include "analysis/exposures/HeldFlow.h"
#include "analysis/steps/Dataflow.h"
#include "analysis/steps/Masks.h"

#include <algorithm>

namespace asyncsafe {

namespace {

bool suspends(const Step &Each) {
  return Each.is(EffectKind::Interrupt) && Each.effect().Raises == Source::Suspend;
}

bool encloses(const SourceRange &Outer, const SourceRange &Inner) {
  return Outer.File == Inner.File && Outer.Begin <= Inner.Begin && Inner.End <= Outer.End;
}

/// `co_await m.lock()`: the suspension is part of the same expression.
bool isAwaited(const Steps &S, const Step &Acquire) {
  for (const auto &Block : S.Blocks)
    for (const Step &Each : Block)
      if (suspends(Each) && encloses(Each.At->Expr, Acquire.At->Expr))
        return true;
  return false;
}

void locks(Steps &S, FunctionId Id, unsigned Budget, std::vector<HeldOverSuspend> &Out) {
  std::vector<TrackedResource> Locks;
  for (const TrackedResource &R : trackedResources(S, false))
    if ((R.Kind == ResourceKind::Lock || R.Kind == ResourceKind::SharedLock) && !isAwaited(S, *R.Acquire))
      Locks.push_back(R);
  if (Locks.empty())
    return;
  HeldPass Pass(S, Locks, false);
  HeldFlow Flow(Pass, Budget);
  for (unsigned R = 0; R < Locks.size(); ++R) {
    bool Said = false;
    Flow.follow(R, [&](const HeldFlow::Here &Here) {
      const Step &Each = S.Blocks[Here.B][Here.Index];
      if (Said || !suspends(Each))
        return;
      Said = true;
      HeldOverSuspend H;
      H.In = Id;
      H.Acquire = Locks[R].Acquire->At;
      H.Suspend = Each.At;
      H.Lock = S.Places[Locks[R].Where];
      H.IsOwned = !Here.H.Raw;
      Out.push_back(std::move(H));
    });
  }
}

void masks(Steps &S, FunctionId Id, unsigned Budget, std::vector<HeldOverSuspend> &Out) {
  if (!usesMasks(S))
    return;
  MaskPass Pass;
  const Step *Last[NumSources] = {};
  bool Said[NumSources] = {};
  Dataflow<MaskPass>(S, Pass, Budget).forEachStep([&](BlockId B, unsigned I, const MaskPass::State &State) {
    const Step &Each = S.Blocks[B][I];
    if (Each.is(EffectKind::Mask))
      Last[static_cast<unsigned>(Each.effect().Raises)] = &Each;
    if (!suspends(Each))
      return;
    for (Source Of : {Source::Cancel, Source::Interrupt, Source::Signal}) {
      auto Why = static_cast<unsigned>(Of);
      if (Said[Why] || !Last[Why] || !State[Why].mayBeMasked() || State[Why].mayBeOpen())
        continue;
      Said[Why] = true;
      HeldOverSuspend H;
      H.In = Id;
      H.Acquire = Last[Why]->At;
      H.Suspend = Each.At;
      H.Masked = Of;
      H.IsOwned = Last[Why]->Owner != NoPlace;
      Out.push_back(std::move(H));
    }
  });
}

} // namespace

void findHeldOverSuspends(Steps &S, FunctionId Id, unsigned Budget, std::vector<HeldOverSuspend> &Out) {
  if (!S.F->IsCoroutine)
    return;
  locks(S, Id, Budget, Out);
  masks(S, Id, Budget, Out);
}

} // namespace asyncsafe
