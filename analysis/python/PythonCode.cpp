//===- PythonCode.cpp - Code that runs on Python's threads ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/python/PythonCode.h"

#include "analysis/engine/Callees.h"

#include <algorithm>

namespace asyncsafe {

namespace {

bool isOf(const Event &E, EffectKind K, Source S) {
  return E.kind() == EventKind::Effect && E.effect().Kind == K && E.effect().Raises == S;
}

/// The first event that concerns the GIL releases it, so the function was entered with the GIL.
bool givesGilUp(const Function &F) {
  const Event *First = nullptr;
  for (const Block &B : F.Blocks)
    for (const Event &E : B.Events)
      if ((isOf(E, EffectKind::Mask, Source::Python) || isOf(E, EffectKind::Unmask, Source::Python)) &&
          (!First || E.Expr.Begin < First->Expr.Begin))
        First = &E;
  return First && First->effect().Kind == EffectKind::Mask;
}

} // namespace

bool asksForSignals(const Event &E) {
  return isOf(E, EffectKind::Interrupt, Source::Python) && E.effect().Sure == Certainty::Definite;
}

bool takesLock(const Unit &U, const Wait &W) {
  for (const Block &B : U.Functions[W.BlocksIn].Blocks)
    for (const Event &E : B.Events)
      if (E.is(EffectKind::Acquire) && !isHandle(E.effect().Resource) &&
          E.effect().Resource != ResourceKind::Semaphore && E.Expr == W.Blocking->Expr)
        return true;
  return false;
}

bool PythonCode::isExtension(const Unit &U) {
  return std::any_of(U.LiveEvidence.begin(), U.LiveEvidence.end(),
                     [](const Evidence &E) { return E.Of == Source::Python; });
}

PythonCode::PythonCode(const Callees &Calls)
    : U(Calls.unit()), Entry(U.Functions.size()), Reached(U.Functions.size()),
      All(Calls, Asks::Never, [this](FunctionId F) { return surest(F); }) {
  findEntries(Calls);
  findReached(Calls);
  All.solveAll();
}

Asks PythonCode::surest(FunctionId F) const {
  Asks Most = Asks::Never;
  for (const Block &B : U.Functions[F].Blocks)
    for (const Event &E : B.Events)
      Most = std::max(Most, asks(E));
  return Most;
}

void PythonCode::findEntries(const Callees &Calls) {
  for (const InitialValue &V : U.InitialValues)
    if (FunctionId F = bodyOf(U, V.Function, Runs::Perhaps); F != NoId) {
      const std::vector<Parameter> &P = U.Functions[F].Parameters;
      Entry[F] = !P.empty() && P.front().IsPointer && !Calls.startsThread(F);
    }
}

void PythonCode::findReached(const Callees &Calls) {
  std::vector<bool> OnThread = Calls.onThreads();
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    Reached[F] = !OnThread[F] && (Entry[F] || givesGilUp(U.Functions[F]));
  Calls.spread(Reached);
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    if (OnThread[F])
      Reached[F] = false;
}

/// An unknown function may check for signals, unless it belongs to a library.
Asks PythonCode::asks(const Event &E) const {
  if (isOf(E, EffectKind::Interrupt, Source::Python))
    return E.effect().Sure == Certainty::Unknown ? Asks::Maybe : Asks::Surely;
  if (E.kind() != EventKind::Call)
    return Asks::Never;
  const Callee &C = U.Callees[E.site().Callee];
  if (FunctionId Body = calledBy(U, E, Runs::Surely); Body != NoId)
    return All.solved(Body);
  return C.Indirect || C.Virtual || !C.System ? Asks::Maybe : Asks::Never;
}

Asks PythonCode::asks(FunctionId F, const LoopBlocks &Blocks) const {
  Asks Most = Asks::Never;
  for (BlockId B : Blocks)
    for (const Event &E : U.Functions[F].Blocks[B].Events)
      Most = std::max(Most, asks(E));
  return Most;
}

} // namespace asyncsafe
