//===- Statements.cpp - Lowering of statements ----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "capture/Compat.h"
#include "capture/Lowering.h"

#include "capture/Names.h"

#include "clang/AST/Attr.h"
#include "clang/AST/StmtObjC.h"
#include "clang/Basic/Stack.h"

using namespace clang;

namespace asyncsafe {

void Lowering::lower(const Stmt *S) {
  if (!S)
    return;
  clang::runWithSufficientStackSpace([] {},
                                     [&] {
                                       // Not a direct child of a compound statement, unless
                                       // lowerCompoundChild sets that.
                                       Position Outer = Here;
                                       Here = {S, {}, NoId, 0, false};
                                       ScopeId Base = B.Scope;
                                       lowerStatement(*S);
                                       if (!isa<DeclStmt>(S))
                                         popTo(Base);
                                       Here = Outer;
                                     });
}

void Lowering::lowerCompoundChild(const Stmt &Child, uint32_t Compound, uint32_t Index, bool Last) {
  clang::runWithSufficientStackSpace([] {},
                                     [&] {
                                       Here = {&Child, {}, Compound, Index, Last};
                                       lowerStatement(Child);
                                     });
}

/// A jump to a label must not skip a declaration: no fix-it may insert one there.
static bool hasLabel(const CompoundStmt &S) {
  return llvm::any_of(S.body(), [](const Stmt *Child) {
    while (auto *Attributed = dyn_cast<AttributedStmt>(Child))
      Child = Attributed->getSubStmt();
    return isa<LabelStmt, SwitchCase>(Child);
  });
}

Value Lowering::lowerCompound(const CompoundStmt &S, const Place *Into, bool WantsValue) {
  ScopeId Base = B.Scope;
  Position Outer = Here;
  SourceLocation OuterEnd = EndOfScope;
  uint32_t Compound = hasLabel(S) ? NoId : Compounds++;
  uint32_t Index = 0, Count = S.size();
  const Stmt *Result = WantsValue && !S.body_empty() ? S.body_back() : nullptr;
  Value V;
  for (const Stmt *Child : S.body()) {
    setEnd(S.getRBracLoc());
    if (Child == Result && isa<ValueStmt>(Child)) {
      while (auto *Label = dyn_cast<LabelStmt>(Child)) {
        lowerLabel(*Label);
        Child = Label->getSubStmt();
      }
      if (auto *E = dyn_cast<Expr>(Child)) {
        Here = {E, {}, Compound, Index, true};
        V = lowerExpr(E, Into);
      } else {
        lowerCompoundChild(*Child, Compound, Index, true);
      }
    } else {
      lowerCompoundChild(*Child, Compound, Index, Index + 1 == Count);
    }
    ++Index;
  }
  setEnd(S.getRBracLoc());
  popTo(Base);
  EndOfScope = OuterEnd;
  Here = Outer;
  return V;
}

void Lowering::lowerStatement(const Stmt &S) {
  if (auto *E = dyn_cast<Expr>(&S))
    return lowerDiscarded(E);
  switch (S.getStmtClass()) {
  case Stmt::NullStmtClass:
    return;
  case Stmt::CompoundStmtClass:
    lowerCompound(cast<CompoundStmt>(S));
    return;
  case Stmt::DeclStmtClass:
    for (const Decl *D : cast<DeclStmt>(S).decls())
      lowerDecl(*D);
    return;
  case Stmt::IfStmtClass:
    return lowerIf(cast<IfStmt>(S));
  case Stmt::WhileStmtClass:
    return lowerWhile(cast<WhileStmt>(S));
  case Stmt::DoStmtClass:
    return lowerDo(cast<DoStmt>(S));
  case Stmt::ForStmtClass:
    return lowerFor(cast<ForStmt>(S));
  case Stmt::CXXForRangeStmtClass:
    return lowerRangeFor(cast<CXXForRangeStmt>(S));
  case Stmt::SwitchStmtClass:
    return lowerSwitch(cast<SwitchStmt>(S));
  case Stmt::CaseStmtClass:
  case Stmt::DefaultStmtClass:
    return lowerSwitchCase(cast<SwitchCase>(S));
  case Stmt::LabelStmtClass:
    lowerLabel(cast<LabelStmt>(S));
    return lowerCompoundChild(*cast<LabelStmt>(S).getSubStmt(), Here.Compound, Here.Index, Here.Last);
  case Stmt::AttributedStmtClass:
    return lowerCompoundChild(*cast<AttributedStmt>(S).getSubStmt(), Here.Compound, Here.Index, Here.Last);
  case Stmt::GotoStmtClass:
    return lowerGoto(*cast<GotoStmt>(S).getLabel());
  case Stmt::IndirectGotoStmtClass:
    return lowerIndirectGoto(cast<IndirectGotoStmt>(S));
  case Stmt::BreakStmtClass:
    setEnd(S.getBeginLoc());
    if (!Loops.empty())
      jumpTo(Loops.back().Break);
    return;
  case Stmt::ContinueStmtClass:
    setEnd(S.getBeginLoc());
    for (auto L = Loops.rbegin(); L != Loops.rend(); ++L)
      if (L->Continue.Block != NoId)
        return jumpTo(L->Continue, L->IsOnce);
    return;
  case Stmt::ReturnStmtClass:
    return lowerReturn(cast<ReturnStmt>(S));
  case Stmt::CXXTryStmtClass:
    return lowerTry(cast<CXXTryStmt>(S));
  case Stmt::GCCAsmStmtClass:
  case Stmt::MSAsmStmtClass:
    return lowerAsm(cast<AsmStmt>(S));
  case Stmt::CoreturnStmtClass:
    return lowerCoReturn(cast<CoreturnStmt>(S));
  case Stmt::CapturedStmtClass:
    return lower(cast<CapturedStmt>(S).getCapturedStmt());
  case Stmt::ObjCForCollectionStmtClass: {
    // It may run any number of times; it only has to be walked.
    BlockId Body = B.newBlock(), After = B.newBlock();
    B.edge(After);
    B.flowInto(Body);
    Loops.push_back({{After, B.Scope}, {Body, B.Scope}});
    children(S);
    Loops.pop_back();
    B.edge(Body);
    B.flowInto(After);
    return;
  }
  default:
    return children(S);
  }
}

void Lowering::children(const Stmt &S) {
  for (const Stmt *Child : S.children()) {
    if (auto *E = dyn_cast_or_null<Expr>(Child))
      lowerExpr(E);
    else
      lower(Child);
  }
}

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

void Lowering::lowerDecl(const Decl &D) {
  if (auto *V = dyn_cast<VarDecl>(&D))
    return lowerVariable(*V);
  if (auto *R = dyn_cast<CXXRecordDecl>(&D)) {
    if (R->isThisDeclarationADefinition())
      for (const CXXMethodDecl *M : R->methods())
        U.require(*M);
    return;
  }
  if (auto *T = dyn_cast<TypedefNameDecl>(&D))
    if (auto *Array = U.Ast.getAsVariableArrayType(T->getUnderlyingType()))
      lowerExpr(Array->getSizeExpr());
}

void Lowering::lowerVariable(const VarDecl &V) {
  if (V.hasExternalStorage())
    return;
  if (V.hasGlobalStorage())
    return lowerStatic(V);
  for (auto *Array = U.Ast.getAsVariableArrayType(V.getType()); Array;
       Array = U.Ast.getAsVariableArrayType(Array->getElementType()))
    lowerExpr(Array->getSizeExpr());
  Place P = placeOf(V);
  declared(V);
  if (V.getInit())
    lowerInitializer(V, P);
  if (V.getType()->isReferenceType())
    return;
  if (const CXXDestructorDecl *D = U.destructor(V.getType()))
    pushDestroy(placeOf(V), *D, V.getSourceRange(), /*Normal=*/true, &V);
  if (auto *Attribute = V.getAttr<CleanupAttr>())
    pushCleanupAttribute(V, *Attribute->getFunctionDecl(), placeOf(V));
  if (auto *Decomposition = dyn_cast<DecompositionDecl>(&V))
    for (const BindingDecl *Binding : compat::bindingsOf(*Decomposition))
      if (const VarDecl *Holder = Binding->getHoldingVar())
        lowerVariable(*Holder);
}

/// A pseudo-field or pseudo-variable that a call names.
static bool isAccessor(const Place &P) {
  llvm::StringRef Last = P.Path.empty() ? P.Name.str() : P.Path.back().Name.str();
  return Last.ends_with("()");
}

void Lowering::lowerInitializer(const VarDecl &V, const Place &P) {
  const Expr &Init = *V.getInit();
  QualType T = V.getType();
  if (V.isConstexpr()) {
    Value Known;
    Known.Constant = constant(&Init);
    if (Known.Constant)
      assign(P, Known, Init);
    return;
  }
  if (T->isRecordType() || T->isArrayType()) {
    Value Made = lowerExpr(&Init, &P);
    if (!Made.bound().isNone() && Made.bound() != P)
      assign(P, Made, Init);
    return;
  }
  Value From = lowerExpr(&Init);
  From.Function = functionValue(&Init);
  if (alias(V, From)) {
    // The pointer that an accessor returns is known under both names; a reference is the object.
    if (T->isPointerType() && !From.Result.isNone() && isAccessor(From.Path))
      assign(placeOf(V), From, Init);
    return;
  }
  if (From.Constant)
    KnownAnswers[&V] = *From.Constant;
  else
    From.Constant = constant(&Init);
  assign(P, From, Init);
}

void Lowering::lowerStatic(const VarDecl &V) {
  U.initialValues(V);
  if (!V.getInit() || V.hasConstantInitialization() || !Cxx)
    return;
  BlockId Skip = B.newBlock(), First = B.newBlock();
  B.edge(Skip);
  B.flowOnceInto(First);
  ScopeId Base = B.Scope;
  Place P = placeOf(V);
  lowerExpr(V.getInit(), V.getType()->isRecordType() || V.getType()->isArrayType() ? &P : nullptr);
  popTo(Base);
  B.flowInto(Skip);
}

//===----------------------------------------------------------------------===//
// Try, return, asm
//===----------------------------------------------------------------------===//

/// glibc's cancellation as a type to catch.
static constexpr const char *ForcedUnwind = "__cxxabiv1::__forced_unwind";

ScopeId Lowering::pushTry(const CXXTryStmt &S) {
  UnwindScope Try;
  Try.Kind = ScopeKind::Try;
  Try.Range = U.Where.range(S.getSourceRange());
  for (unsigned I = 0; I < S.getNumHandlers(); ++I) {
    const CXXCatchStmt &Catch = *S.getHandler(I);
    Handler H;
    H.Entry = B.newBlock();
    if (QualType T = Catch.getCaughtType(); T.isNull()) {
      H.CatchAll = true;
    } else {
      H.Type = typeName(T, U.Ast);
      H.ForcedUnwind = H.Type == ForcedUnwind;
      U.exceptionType(T);
    }
    Try.Handlers.push_back(std::move(H));
  }
  return B.push(std::move(Try), {false, nullptr, nullptr});
}

void Lowering::lowerTry(const CXXTryStmt &S) {
  ScopeId Base = B.Scope;
  BlockId After = B.newBlock();
  ScopeId Try = pushTry(S);
  lower(S.getTryBlock());
  B.Scope = Base;
  B.edge(After);
  lowerHandlers(S, Try, After, /*Rethrows=*/false);
}

void Lowering::lowerHandlers(const CXXTryStmt &S, ScopeId Try, BlockId After, bool Rethrows) {
  ScopeId Base = B.parent(Try);
  for (unsigned I = 0; I < S.getNumHandlers(); ++I) {
    const CXXCatchStmt &Catch = *S.getHandler(I);
    B.enter(B.scope(Try).Handlers[I].Entry);
    B.Scope = Base;
    if (const VarDecl *V = Catch.getExceptionDecl()) {
      // Copying the exception into the variable must not throw.
      UnwindScope Terminate;
      Terminate.Kind = ScopeKind::Terminate;
      Terminate.Range = U.Where.range(Catch.getSourceRange());
      B.push(std::move(Terminate), {false, nullptr, nullptr});
      Place P = placeOf(*V);
      declared(*V);
      if (V->getInit() && V->getType()->isRecordType())
        lowerExpr(V->getInit(), &P);
      B.Scope = Base;
      if (const CXXDestructorDecl *D = V->getType()->isReferenceType() ? nullptr : U.destructor(V->getType()))
        pushDestroy(P, *D, V->getSourceRange(), /*Normal=*/true);
    }
    lower(Catch.getHandlerBlock());
    if (Rethrows && B.reachable()) {
      setEnd(Catch.getEndLoc());
      emit(event(ThrowEvent{}, Catch));
      B.stop();
    }
    popTo(Base);
    B.edge(After);
  }
  B.Scope = Base;
  B.enter(After);
}

/// `return rc == 0;`, `return !try_lock();`: a test of what a call has answered, so that callers can tell by
/// the value which answer it was.
static bool testsAnswer(const Expr &Whole, const ASTContext &Ast) {
  const Expr *E = Whole.IgnoreParenImpCasts();
  if (auto *Full = dyn_cast<ExprWithCleanups>(E))
    E = Full->getSubExpr()->IgnoreParenImpCasts();
  const Expr *Tested = nullptr;
  for (auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot;
       Not = dyn_cast<UnaryOperator>(E))
    Tested = E = Not->getSubExpr()->IgnoreParenImpCasts();
  if (auto *Compares = dyn_cast<BinaryOperator>(E))
    Tested =
        Compares->isComparisonOp() && Compares->getRHS()->isEvaluatable(Ast) ? Compares->getLHS() : nullptr;
  if (!Tested)
    return false;
  Tested = Tested->IgnoreParenImpCasts();
  if (!Tested->getType()->isIntegralOrEnumerationType())
    return false;
  auto *Named = dyn_cast<DeclRefExpr>(Tested);
  auto *Variable = Named ? dyn_cast<VarDecl>(Named->getDecl()) : nullptr;
  return isa<CallExpr>(Tested) || (Variable && Variable->hasLocalStorage() && !isa<ParmVarDecl>(Variable));
}

void Lowering::lowerReturn(const ReturnStmt &S) {
  if (const Expr *E = S.getRetValue(); E && testsAnswer(*E, U.Ast) && !constant(E)) {
    const ScopeId Keep = B.Scope;
    const BlockId Yes = B.newBlock(), No = B.newBlock();
    lowerCondition(E, {Yes, Keep}, {No, Keep});
    for (int64_t Value : {1, 0}) {
      B.enter(Value ? Yes : No);
      B.Scope = Keep;
      emitReturn(S, event(ReturnEvent{Place(), Value}, S), nullptr);
    }
    return;
  }
  const VarDecl *Elided = S.getNRVOCandidate();
  if (Elided && (!Elided->isNRVOVariable() || !U.Ast.getLangOpts().ElideConstructors))
    Elided = nullptr;
  Value V;
  if (Elided) {
    V.Path = placeOf(*Elided);
  } else if (const Expr *E = S.getRetValue()) {
    Place Returned;
    Returned.Root = Place::RootKind::Return;
    bool Object = E->getType()->isRecordType() && !Fn.getReturnType()->isReferenceType();
    V = lowerExpr(E, Object ? &Returned : nullptr);
    if (!V.Constant)
      V.Constant = constant(E);
  }
  CalleeId Returned = S.getRetValue() ? functionValue(S.getRetValue()) : NoId;
  emitReturn(S, event(ReturnEvent{V.bound(), V.Constant, Returned}, S), Elided);
}

void Lowering::emitReturn(const ReturnStmt &S, Event R, const VarDecl *Elided) {
  setEnd(S.getBeginLoc());
  ScopeId Keep = B.Scope;
  leave(0, Elided);
  emit(std::move(R));
  B.stop();
  B.Scope = Keep;
}

static bool clobbersMemory(const GCCAsmStmt &S) {
  for (unsigned I = 0; I < S.getNumClobbers(); ++I)
    if (StringRef(S.getClobber(I)) == "memory")
      return true;
  return false;
}

void Lowering::lowerAsm(const AsmStmt &S) {
  children(S);
  auto *Gcc = dyn_cast<GCCAsmStmt>(&S);
  if (Gcc && clobbersMemory(*Gcc))
    emitBarrier(S);
  if (!Gcc || !Gcc->isAsmGoto())
    return;
  BlockId Next = B.newBlock();
  for (const AddrLabelExpr *L : Gcc->labels()) {
    BlockId Away = B.newBlock();
    B.edge(Away);
    BlockId From = B.Current;
    B.enter(Away);
    lowerGoto(*L->getLabel());
    B.enter(From);
  }
  B.flowInto(Next);
}

} // namespace asyncsafe
