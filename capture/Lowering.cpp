//===- Lowering.cpp - One function's AST to its graph ---------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "capture/Lowering.h"

#include "capture/Names.h"

#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asyncsafe {

Lowering::Lowering(UnitContext &Unit, const PendingFunction &Pending, Prescan Scan)
    : U(Unit), Pending(Pending), Fn(*Pending.Decl), Scan(std::move(Scan)),
      Cxx(Unit.Ast.getLangOpts().CPlusPlus) {
  auto *M = dyn_cast<CXXMethodDecl>(&Fn);
  if (M && M->getParent()->isLambda())
    Closure = M->getParent();
}

bool Lowering::hasExceptions() const { return U.Ast.getLangOpts().Exceptions; }

/// What it throws for is a wrong number, as with the standard containers' `at`.
static bool isElementAccess(const CXXMethodDecl &M) {
  bool Named = M.getOverloadedOperator() == OO_Subscript || (M.getIdentifier() && M.getName() == "at");
  return Named && M.getNumParams() > 0 &&
         M.getParamDecl(0)->getType().getNonReferenceType()->isIntegralOrEnumerationType();
}

/// Includes the methods that those override.
void Lowering::overridden(const CXXMethodDecl &M, std::vector<std::string> &Out) {
  for (const CXXMethodDecl *Base : M.overridden_methods()) {
    Out.push_back(U.key(*Base));
    overridden(*Base, Out);
  }
}

void Lowering::prepare() {
  Function &F = B.F;
  F.Key = U.key(Fn);
  F.Name = U.name(Fn);
  F.Display = displayName(Fn);
  F.Range = U.Where.range(Fn.getSourceRange());
  for (const ParmVarDecl *P : Fn.parameters()) {
    QualType T = P->getType();
    F.Parameters.push_back({P->getName().str(), T->isReferenceType(), T->isPointerType(),
                            isStandardClass(T.getNonReferenceType(), "stop_token"),
                            U.holdsLock(T.getNonReferenceType()),
                            Scan.Captured.count(P) ? U.localIndex(*P) : NoId});
  }
  F.LocalNames = std::move(Scan.LocalNames);
  F.IsNoexcept = UnitContext::noThrow(Fn);
  F.IsMain = Fn.isMain();
  F.IsConstructor = isa<CXXConstructorDecl>(Fn);
  F.IsDestructor = isa<CXXDestructorDecl>(Fn);
  F.IsLambda = Closure != nullptr;
  F.IsCxx = Cxx;
  F.HasOtherNames = U.hasOtherNames(Fn);
  F.IsLocalToUnit = !Fn.isExternallyVisible() && !F.HasOtherNames;
  F.IsPrivate = Fn.getAccess() == AS_private || Fn.getAccess() == AS_protected;
  if (auto *M = dyn_cast<CXXMethodDecl>(&Fn))
    F.Class = qualifiedName(*M->getParent());
  if (auto *M = dyn_cast<CXXMethodDecl>(&Fn)) {
    F.IsOfPlainClass = M->getParent()->hasTrivialDestructor();
    F.IsElementAccess = isElementAccess(*M);
    overridden(*M, F.Overrides);
  }
  if (isa<CXXMethodDecl>(Fn) && !Closure)
    F.OuterThisId = U.outerThisId(Fn);
  if (const CXXRecordDecl *R = Pending.InitialisersOf) {
    F.Key += "#initialisers";
    F.Name = F.Class + "::" + R->getName().str();
    F.Display = R->getName().str();
    F.Range = U.Where.range(R->getSourceRange());
    F.IsConstructor = true;
    F.IsDestructor = F.IsNoexcept = false;
    F.Overrides.clear();
  }
  if (F.IsNoexcept || F.IsMain) {
    UnwindScope S;
    S.Kind = ScopeKind::Terminate;
    S.Range = F.Range;
    B.push(std::move(S), {false, nullptr, nullptr});
  }
}

Function Lowering::run() {
  prepare();
  if (Pending.ImplicitDestructor)
    lowerImplicitDestructor();
  else if (Pending.InitialisersOf)
    lowerInitialisers(*Pending.InitialisersOf);
  else
    lowerBody();
  resolveGotos();
  std::sort(B.F.LocalIds.begin(), B.F.LocalIds.end());
  std::sort(B.F.VolatileIds.begin(), B.F.VolatileIds.end());
  return B.finish(U.U.Callees);
}

void Lowering::lowerBody() {
  const Stmt *Body = Fn.getBody();
  ScopeId Base = B.Scope;
  setEnd(Body->getEndLoc());
  Here = {Body, {}, NoId, 0, false};
  if (auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Body))
    return lowerCoroutine(*Coroutine);

  // A function-try block covers the initialisers, and the destruction of members.
  auto *FunctionTry = dyn_cast<CXXTryStmt>(Body);
  ScopeId Try = FunctionTry ? pushTry(*FunctionTry) : Base;
  if (auto *C = dyn_cast<CXXConstructorDecl>(&Fn))
    lowerConstructorPrologue(*C);
  if (isa<CXXDestructorDecl>(Fn))
    pushMembers(*cast<CXXDestructorDecl>(Fn).getParent());
  lower(FunctionTry ? FunctionTry->getTryBlock() : Body);
  popTo(Try);
  if (!FunctionTry)
    return;
  B.Scope = Base;
  BlockId After = B.newBlock();
  B.flowInto(After);
  bool Rethrows = isa<CXXConstructorDecl>(Fn) || isa<CXXDestructorDecl>(Fn);
  lowerHandlers(*FunctionTry, Try, After, Rethrows);
}

void Lowering::lowerInitialisers(const CXXRecordDecl &R) {
  setEnd(R.getLocation());
  Place This;
  This.Root = Place::RootKind::This;
  for (const FieldDecl *F : R.fields())
    if (const Expr *Init = F->hasInClassInitializer() ? F->getInClassInitializer() : nullptr) {
      Here = {Init, {}, NoId, 0, false};
      initialise(field(This, *F), *F, *Init);
    }
}

void Lowering::lowerImplicitDestructor() {
  setEnd(Fn.getLocation());
  ScopeId Base = B.Scope;
  pushMembers(*cast<CXXDestructorDecl>(Fn).getParent());
  popTo(Base);
}

Event Lowering::event(Event::Content What, const Stmt &Where, bool Spelled) {
  Event E(std::move(What));
  E.Expr = U.Where.range(UsedAt.isValid() ? UsedAt : U.Where.extent(Where));
  if (Here.S && !Here.Range.isValid())
    Here.Range = U.Where.statement(U.Where.extent(*Here.S));
  if (!Here.Known)
    Here.Known = Statement{Here.Range, Here.Compound, Here.Index, Here.Last};
  E.In = Here.Known;
  if (Spelled) {
    E.Spelling = U.Where.spelling(E.Expr);
    if (std::string Text = movableText(); !Text.empty())
      E.StmtText = std::move(Text);
  }
  return E;
}

std::string Lowering::storeText() const {
  auto *Store = dyn_cast_or_null<Expr>(Here.S);
  if (!Store || Here.Compound == NoId)
    return "";
  clang::SourceRange Extent = U.Where.extent(*Store);
  bool Movable = Extent.getBegin().isFileID() && Extent.getEnd().isFileID();
  return Movable ? U.Where.text(Here.Range) : "";
}

std::string Lowering::movableText() const {
  auto *Declaration = dyn_cast_or_null<DeclStmt>(Here.S);
  if (!Declaration || Here.Compound == NoId || !Declaration->isSingleDecl() ||
      Declaration->getBeginLoc().isMacroID() || Declaration->getEndLoc().isMacroID())
    return "";
  auto *V = dyn_cast<VarDecl>(Declaration->getSingleDecl());
  if (!V || !V->getType()->isRecordType() || !V->hasLocalStorage() || !V->getInit())
    return "";
  const Expr *Init = V->getInit();
  if (auto *Full = dyn_cast<ExprWithCleanups>(Init))
    Init = Full->getSubExpr();
  return isa<CXXConstructExpr>(Init) ? U.Where.text(Here.Range) : "";
}

} // namespace asyncsafe
