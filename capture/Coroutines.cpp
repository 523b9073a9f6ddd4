//===- Coroutines.cpp - co_await, co_yield, co_return ---------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "capture/Lowering.h"

#include "capture/Names.h"

#include <utility>

using namespace clang;

namespace asyncsafe {

/// The frame's own protocol: copies of parameters and the promise live around the body; an exception of
/// the body leaves the function, as unhandled_exception() decides.
void Lowering::lowerCoroutine(const CoroutineBodyStmt &S) {
  B.F.IsCoroutine = true;
  ScopeId Base = B.Scope;
  for (const Stmt *Move : S.getParamMoves())
    if (auto *Copies = dyn_cast_or_null<DeclStmt>(Move))
      for (const Decl *D : Copies->decls())
        if (auto *V = dyn_cast<VarDecl>(D);
            V && !V->getType()->isReferenceType() && U.destructor(V->getType()))
          lowerVariable(*V);
  lowerVariable(*S.getPromiseDecl());
  Place Returned;
  Returned.Root = Place::RootKind::Return;
  lowerExpr(S.getReturnValueInit(), &Returned);
  SuspendsLeftOut = true;
  lower(S.getInitSuspendStmt());
  SuspendsLeftOut = false;
  lower(S.getBody());
  if (S.getFallthroughHandler())
    lower(S.getFallthroughHandler());
  SuspendsLeftOut = true;
  lower(S.getFinalSuspendStmt());
  popTo(Base);
}

/// A class whose await_ready() is just `return true`.
static bool alwaysReady(const CoroutineSuspendExpr &E) {
  const Expr *Ready = E.getReadyExpr()->IgnoreImplicit();
  auto *Call = dyn_cast<CXXMemberCallExpr>(Ready);
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  const FunctionDecl *Definition = nullptr;
  if (!F || !F->isDefined(Definition))
    return false;
  auto *Body = dyn_cast_or_null<CompoundStmt>(Definition->getBody());
  if (!Body || Body->size() != 1)
    return false;
  auto *Return = dyn_cast<ReturnStmt>(Body->body_front());
  auto *Literal = Return && Return->getRetValue()
                      ? dyn_cast<CXXBoolLiteralExpr>(Return->getRetValue()->IgnoreParenImpCasts())
                      : nullptr;
  return Literal && Literal->getValue();
}

bool Lowering::neverSuspends(const CoroutineSuspendExpr &E) {
  if (const CXXRecordDecl *Awaiter = E.getCommonExpr()->getType().getNonReferenceType()->getAsCXXRecordDecl())
    if (U.Models.neverSuspends(qualifiedName(*Awaiter)))
      return true;
  return alwaysReady(E);
}

Value Lowering::lowerSuspend(const CoroutineSuspendExpr &E, const Place *Into) {
  if (!E.getReadyExpr() || !E.getResumeExpr())
    return {};
  // The call in `co_await m.lock()` only makes an awaiter: the lock is held from the resumption on.
  const Stmt *OuterAwaited = std::exchange(Awaited, E.getOperand()->IgnoreImplicit()->IgnoreParens());
  std::vector<Event> Acquires;
  std::swap(Acquires, AcquiredAfterwards);
  if (const OpaqueValueExpr *O = E.getOpaqueValue())
    Opaque[O] = lowerExpr(E.getCommonExpr());
  std::swap(Acquires, AcquiredAfterwards);
  Awaited = OuterAwaited;
  Value Ready = lowerExpr(E.getReadyExpr());
  BlockId Suspend = B.newBlock(), Resume = B.newBlock();
  branch(Ready.bound(), {Predicate::Op::NE, 0}, {Resume, B.Scope}, {Suspend, B.Scope});
  B.enter(Suspend);
  ScopeId Base = B.Scope;
  lowerExpr(E.getSuspendExpr());
  popTo(Base);
  if (!SuspendsLeftOut && !neverSuspends(E)) {
    Effect Suspends;
    Suspends.Raises = Source::Suspend;
    Suspends.Sure = Certainty::Likely;
    Suspends.Why.edit().Witness = isa<CoyieldExpr>(E) ? "co_yield" : "co_await";
    emit(event(EffectEvent{std::move(Suspends), {}}, E, /*Spelled=*/true));
  }
  B.flowInto(Resume);
  Value Answer = lowerExpr(E.getResumeExpr(), Into);
  for (Event &Each : Acquires) {
    Each.as<EffectEvent>()->Site.edit().Result = Answer.bound(); // whether it is held, the awaiter answers
    Each.Scope = B.Scope;
    emit(std::move(Each));
  }
  return Answer;
}

void Lowering::lowerCoReturn(const CoreturnStmt &S) {
  Event R = event(ReturnEvent{}, S);
  Value V;
  if (S.getPromiseCall()) {
    lowerExpr(S.getPromiseCall());
    if (const Expr *Operand = S.getOperand()) {
      if (auto *Reference = dyn_cast<DeclRefExpr>(Operand->IgnoreParenImpCasts());
          Reference && isa<VarDecl>(Reference->getDecl()))
        V.Path = placeOf(*Reference->getDecl());
      V.Constant = constant(Operand);
    }
  } else if (S.getOperand()) {
    V = lowerExpr(S.getOperand());
  }
  R.What = ReturnEvent{V.bound(), V.Constant};
  setEnd(S.getBeginLoc());
  ScopeId Keep = B.Scope;
  leave(0);
  emit(std::move(R));
  B.stop();
  B.Scope = Keep;
}

} // namespace asyncsafe
