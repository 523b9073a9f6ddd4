//===- Statements.cpp - Lowering of statements ----------------------------===//

#include "capture/Lowering.h"

#include "capture/Names.h"

#include "clang/AST/StmtObjC.h"
#include "clang/Basic/Stack.h"

using namespace clang;

namespace asyncsafe {

void Lowering::lower(const Stmt *S) {
  if (!S)
    return;
  clang::runWithSufficientStackSpace([] {}, [&] {
    // Not a direct child of a compound statement, or lowerCompoundChild says otherwise.
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
  clang::runWithSufficientStackSpace([] {}, [&] {
    Here = {&Child, {}, Compound, Index, Last};
    lowerStatement(Child);
  });
}

Value Lowering::lowerCompound(const CompoundStmt &S, const Place *Into, bool WantsValue) {
  ScopeId Base = B.Scope;
  Position Outer = Here;
  SourceLocation OuterEnd = EndOfScope;
  uint32_t Compound = Compounds++;
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
        return jumpTo(L->Continue);
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
    // May run never, once or often; what matters is that it is walked.
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
    pushDestroy(placeOf(V), *D, nullptr, V.getSourceRange(), /*Normal=*/true, &V);
  if (auto *Attribute = V.getAttr<CleanupAttr>())
    pushCleanupAttribute(V, *Attribute->getFunctionDecl(), placeOf(V));
  if (auto *Decomposition = dyn_cast<DecompositionDecl>(&V))
    for (const BindingDecl *Binding : Decomposition->flat_bindings())
      if (const VarDecl *Holder = Binding->getHoldingVar())
        lowerVariable(*Holder);
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
  if (alias(V, From)) {
    // An accessor's result is known under both names.
    if (!From.Result.isNone() && From.Result != placeOf(V))
      assign(placeOf(V), From, Init);
    return;
  }
  if (!From.Constant)
    From.Constant = constant(&Init);
  assign(P, From, Init);
}

void Lowering::lowerStatic(const VarDecl &V) {
  if (!V.getInit() || V.hasConstantInitialization() || !Cxx)
    return;
  BlockId Skip = B.newBlock(), First = B.newBlock();
  B.edge(Skip);
  B.flowInto(First);
  ScopeId Base = B.Scope;
  Place P = placeOf(V);
  lowerExpr(V.getInit(), V.getType()->isRecordType() || V.getType()->isArrayType() ? &P : nullptr);
  popTo(Base);
  B.flowInto(Skip);
}

//===----------------------------------------------------------------------===//
// Branches and loops
//===----------------------------------------------------------------------===//

void Lowering::lowerIf(const IfStmt &S) {
  ScopeId Base = B.Scope;
  lower(S.getInit());
  if (S.isConsteval()) {
    lower(S.isNonNegatedConsteval() ? S.getElse() : S.getThen());
    return popTo(Base);
  }
  if (const VarDecl *V = S.getConditionVariable())
    lowerVariable(*V);
  if (S.isConstexpr()) {
    if (std::optional<const Stmt *> Taken = S.getNondiscardedCase(U.Ast)) {
      lower(*Taken);
      return popTo(Base);
    }
  }
  BlockId Then = B.newBlock(), After = B.newBlock();
  BlockId Else = S.getElse() ? B.newBlock() : After;
  ScopeId Inner = B.Scope;
  BlockId OuterLanding = B.Landing;
  lowerCondition(S.getCond(), {Then, Inner}, {Else, S.getElse() ? Inner : Base});

  // An emulated `try` is live in the branch where its setjmp returned 0.
  BlockId TryLanding = B.Landing;
  bool Emulated = TryLanding != OuterLanding && S.getIfLoc().isMacroID();
  if (Emulated)
    B.Landing = ZeroIsTrue ? TryLanding : OuterLanding;
  bool ThenIsTry = ZeroIsTrue;
  B.Scope = Inner;
  B.enter(Then);
  lower(S.getThen());
  popTo(Base);
  B.edge(After);
  if (S.getElse()) {
    if (Emulated)
      B.Landing = ThenIsTry ? OuterLanding : TryLanding;
    B.Scope = Inner;
    B.enter(Else);
    lower(S.getElse());
    popTo(Base);
    B.edge(After);
  }
  if (Emulated)
    B.Landing = OuterLanding;
  B.Scope = Base;
  B.enter(After);
}

void Lowering::lowerWhile(const WhileStmt &S) {
  ScopeId Base = B.Scope;
  BlockId Head = B.newBlock(), Body = B.newBlock(), Exit = B.newBlock();
  B.flowInto(Head);
  if (const VarDecl *V = S.getConditionVariable())
    lowerVariable(*V);
  ScopeId Inner = B.Scope;
  lowerCondition(S.getCond(), {Body, Inner}, {Exit, Base});
  B.Scope = Inner;
  B.enter(Body);
  Loops.push_back({{Exit, Base}, {Head, Base}});
  lower(S.getBody());
  Loops.pop_back();
  popTo(Base);
  B.edge(Head);
  B.enter(Exit);
}

void Lowering::lowerDo(const DoStmt &S) {
  if (lowerCleanupMacro(S))
    return;
  ScopeId Base = B.Scope;
  BlockId Body = B.newBlock(), Test = B.newBlock(), Exit = B.newBlock();
  B.flowInto(Body);
  Loops.push_back({{Exit, Base}, {Test, Base}});
  lower(S.getBody());
  Loops.pop_back();
  B.flowInto(Test);
  lowerCondition(S.getCond(), {Body, Base}, {Exit, Base});
  B.Scope = Base;
  B.enter(Exit);
}

void Lowering::lowerFor(const ForStmt &S) {
  ScopeId Base = B.Scope;
  lower(S.getInit());
  ScopeId Outer = B.Scope;
  BlockId Head = B.newBlock(), Body = B.newBlock(), Step = B.newBlock(), Exit = B.newBlock();
  B.flowInto(Head);
  if (const VarDecl *V = S.getConditionVariable())
    lowerVariable(*V);
  ScopeId Inner = B.Scope;
  if (S.getCond())
    lowerCondition(S.getCond(), {Body, Inner}, {Exit, Outer});
  else
    B.edge(Body);
  B.Scope = Inner;
  B.enter(Body);
  Loops.push_back({{Exit, Outer}, {Step, Inner}});
  lower(S.getBody());
  Loops.pop_back();
  B.flowInto(Step);
  if (S.getInc())
    lower(S.getInc());
  popTo(Outer);
  B.edge(Head);
  B.enter(Exit);
  popTo(Base);
}

void Lowering::lowerRangeFor(const CXXForRangeStmt &S) {
  ScopeId Base = B.Scope;
  lower(S.getInit());
  lower(S.getRangeStmt());
  lower(S.getBeginStmt());
  lower(S.getEndStmt());
  ScopeId Outer = B.Scope;
  BlockId Head = B.newBlock(), Body = B.newBlock(), Step = B.newBlock(), Exit = B.newBlock();
  B.flowInto(Head);
  lowerCondition(S.getCond(), {Body, Outer}, {Exit, Outer});
  B.Scope = Outer;
  B.enter(Body);
  Loops.push_back({{Exit, Outer}, {Step, Outer}});
  lower(S.getLoopVarStmt());
  lower(S.getBody());
  popTo(Outer);
  Loops.pop_back();
  B.flowInto(Step);
  lower(S.getInc());
  B.edge(Head);
  B.enter(Exit);
  popTo(Base);
}

//===----------------------------------------------------------------------===//
// Switch
//===----------------------------------------------------------------------===//

/// Edges from here to the cases that the value may have: \p Known, or one that is
/// not 0, or one that a condition on \p Subject tells.
void Lowering::dispatch(const SwitchStmt &S, const Switch &Cases, BlockId Exit, const Place &Subject,
                        std::optional<int64_t> Known, bool NotZero) {
  BlockId Default = Exit;
  std::vector<const CaseStmt *> Ordered;
  for (const SwitchCase *C = S.getSwitchCaseList(); C; C = C->getNextSwitchCase()) {
    if (auto *Case = dyn_cast<CaseStmt>(C))
      Ordered.push_back(Case);
    else
      Default = Cases.Cases.lookup(C);
  }
  std::reverse(Ordered.begin(), Ordered.end());
  std::vector<int64_t> Tested;
  bool Chosen = false;
  for (const CaseStmt *Case : Ordered) {
    BlockId Block = Cases.Cases.lookup(Case);
    std::optional<int64_t> Low = constant(Case->getLHS());
    std::optional<int64_t> High = Case->getRHS() ? constant(Case->getRHS()) : Low;
    if (Known) {
      if (Low && High && *Low <= *Known && *Known <= *High) {
        B.edge(Block);
        Chosen = true;
      }
    } else if (NotZero && Low == 0 && High == 0) {
      continue;
    } else if (Subject.isNone() || !Low || !High) {
      B.edge(Block);
    } else if (*Low == *High) {
      B.edge(Block, Condition{Subject, {Predicate::Op::EQ, *Low}});
      Tested.push_back(*Low);
    } else {
      BlockId Middle = B.newBlock();
      B.edge(Middle, Condition{Subject, {Predicate::Op::GE, *Low}});
      B.F.Blocks[Middle].Successors.push_back({Block, Condition{Subject, {Predicate::Op::LE, *High}}});
    }
  }
  // The default knows what the value is not; not worth a chain for many cases.
  constexpr size_t LongestChain = 6;
  if (Tested.empty() || Tested.size() > LongestChain) {
    if (!Chosen)
      B.edge(Default);
    return B.stop();
  }
  for (size_t I = 0; I < Tested.size(); ++I) {
    BlockId Next = I + 1 == Tested.size() ? Default : B.newBlock();
    B.edge(Next, Condition{Subject, {Predicate::Op::NE, Tested[I]}});
    B.enter(Next);
  }
  B.stop();
}

void Lowering::lowerSwitch(const SwitchStmt &S) {
  ScopeId Base = B.Scope;
  lower(S.getInit());
  if (const VarDecl *V = S.getConditionVariable())
    lowerVariable(*V);
  ScopeId Inner = B.Scope;
  LastSetJump = {};
  Value V = lowerExpr(S.getCond());
  Switch Cases;
  BlockId Exit = B.newBlock();
  for (const SwitchCase *C = S.getSwitchCaseList(); C; C = C->getNextSwitchCase())
    Cases.Cases[C] = B.newBlock();
  if (std::optional<SetJump> J = takeSetJump()) {
    B.enter(J->First);
    dispatch(S, Cases, Exit, Place(), 0, /*NotZero=*/false);
    B.enter(J->Second);
    dispatch(S, Cases, Exit, Place(), std::nullopt, /*NotZero=*/true);
  } else {
    Place Subject = V.bound().AddressOf ? Place() : V.bound();
    dispatch(S, Cases, Exit, Subject, constant(S.getCond()), /*NotZero=*/false);
  }

  Loops.push_back({{Exit, Inner}, {NoId, 0}});
  Switches.push_back(std::move(Cases));
  lower(S.getBody());
  Switches.pop_back();
  Loops.pop_back();
  B.flowInto(Exit);
  B.Scope = Inner;
  popTo(Base);
}

void Lowering::lowerSwitchCase(const SwitchCase &First) {
  // `case 1: case 2: …` nests.
  const Stmt *S = &First;
  while (auto *Case = dyn_cast<SwitchCase>(S)) {
    if (!Switches.empty())
      if (auto Found = Switches.back().Cases.find(Case); Found != Switches.back().Cases.end())
        B.flowInto(Found->second);
    S = Case->getSubStmt();
  }
  lowerCompoundChild(*S, Here.Compound, Here.Index, Here.Last);
}

//===----------------------------------------------------------------------===//
// Try, return, asm
//===----------------------------------------------------------------------===//

/// glibc's cancellation, as a type to catch.
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
        pushDestroy(P, *D, nullptr, V->getSourceRange(), /*Normal=*/true);
    }
    lower(Catch.getHandlerBlock());
    if (Rethrows && B.reachable()) {
      setEnd(Catch.getEndLoc());
      emit(event(EventKind::Throw, Catch));
      B.stop();
    }
    popTo(Base);
    B.edge(After);
  }
  B.Scope = Base;
  B.enter(After);
}

void Lowering::lowerReturn(const ReturnStmt &S) {
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
  Event R = event(EventKind::Return, S);
  R.Subject = V.bound();
  R.Constant = V.Constant;
  setEnd(S.getBeginLoc());
  ScopeId Keep = B.Scope;
  leave(0, Elided);
  emit(std::move(R));
  B.stop();
  B.Scope = Keep;
}

void Lowering::lowerAsm(const AsmStmt &S) {
  children(S);
  auto *Gcc = dyn_cast<GCCAsmStmt>(&S);
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
