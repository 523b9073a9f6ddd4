//===- Branches.cpp - Lowering of if, loops and switch --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "capture/Lowering.h"

using namespace clang;

namespace asyncsafe {

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
  bool ThenIsTry = SecondReturnGoesTo != Then;
  if (Emulated)
    B.Landing = ThenIsTry ? TryLanding : OuterLanding;
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
  Loops.push_back({{Exit, Base}, {Test, Base}, constant(S.getCond()) == 0});
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
  useAsBound(S);
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

/// What the hidden pointer to an element of an array points to is an element of that array.
void Lowering::noteElements(const CXXForRangeStmt &S) {
  const auto *Range = cast<VarDecl>(S.getRangeStmt()->getSingleDecl());
  auto Array = U.Aliases.find(Range);
  bool IsArray = Range->getType().getNonReferenceType()->isArrayType() ||
                 isa<CXXStdInitializerListExpr>(Range->getInit()->IgnoreImplicit());
  if (!IsArray || Array == U.Aliases.end())
    return;
  Place Element = Array->second;
  Element.index();
  Elements[cast<VarDecl>(S.getBeginStmt()->getSingleDecl())] = std::move(Element);
}

void Lowering::lowerRangeFor(const CXXForRangeStmt &S) {
  ScopeId Base = B.Scope;
  lower(S.getInit());
  lower(S.getRangeStmt());
  lower(S.getBeginStmt());
  lower(S.getEndStmt());
  noteElements(S);
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

/// Adds edges from here to the cases that the value may have: \p Known, or a non-zero value, or one that
/// a condition on \p Subject describes.
void Lowering::dispatch(const SwitchStmt &S, const Switch &Cases, BlockId Exit, const Place &Subject,
                        std::optional<int64_t> Known, bool NotZero) {
  // A value that the enumeration does not name is an error of whoever made it, as for Clang's own graph.
  bool IsComplete = S.isAllEnumCasesCovered() && !Known;
  BlockId Default = Exit;
  std::vector<const CaseStmt *> Ordered;
  for (const SwitchCase *C = S.getSwitchCaseList(); C; C = C->getNextSwitchCase()) {
    if (auto *Case = dyn_cast<CaseStmt>(C))
      Ordered.push_back(Case);
    else {
      Default = Cases.Cases.lookup(C);
      IsComplete = false; // somebody has thought of it
    }
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
  if (IsComplete)
    return B.stop();
  // The default excludes the values of the cases; with many cases, a chain of conditions is not worth
  // it.
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

} // namespace asyncsafe
