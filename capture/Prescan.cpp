//===- Prescan.cpp - What lowering must know in advance -------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "capture/Prescan.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncsafe {

namespace {

class Scanner {
public:
  Scanner(Prescan &P, unsigned Max) : P(P), Max(Max) {}

  void scan(const Stmt *Root) {
    push(Root);
    while (!Work.empty() && P.Statements <= Max) {
      const Stmt *S = Work.back();
      Work.pop_back();
      visit(*S);
    }
    Work.clear();
    // The body of a generic lambda is a pattern; its instantiations are captured as functions of their
    // own. The pattern matters only for variables of the enclosing function.
    while (!Patterns.empty() && !InPattern) {
      InPattern = true;
      const Stmt *Pattern = Patterns.back();
      Patterns.pop_back();
      scan(Pattern);
      InPattern = false;
    }
  }

private:
  void push(const Stmt *S) {
    if (S)
      Work.push_back(S);
  }
  void children(const Stmt &S) {
    for (const Stmt *Child : S.children())
      push(Child);
  }

  void declare(const Decl *D) {
    if (auto *N = dyn_cast<NamedDecl>(D); N && N->getIdentifier() && isa<ValueDecl>(N))
      P.LocalNames.push_back(N->getName().str());
    if (auto *Decomposition = dyn_cast<DecompositionDecl>(D))
      for (const BindingDecl *B : Decomposition->bindings())
        declare(B);
    if (D->isInvalidDecl() && !InPattern)
      P.Errors = true;
  }

  void visit(const Stmt &S) {
    if (auto *E = dyn_cast<Expr>(&S); E && InPattern) {
      // An error here is also an error in the instantiations.
    } else if (E) {
      if (E->getType().isNull() || E->containsErrors())
        P.Errors = true;
      if (E->isInstantiationDependent())
        P.Dependent = true;
    } else {
      ++P.Statements;
    }
    switch (S.getStmtClass()) {
    case Stmt::DeclStmtClass:
      for (const Decl *D : cast<DeclStmt>(S).decls())
        declare(D);
      return children(S);
    case Stmt::CXXCatchStmtClass:
      if (const VarDecl *D = cast<CXXCatchStmt>(S).getExceptionDecl())
        declare(D);
      return children(S);
    case Stmt::AddrLabelExprClass:
      P.AddressedLabels.push_back(cast<AddrLabelExpr>(S).getLabel());
      return;
    case Stmt::ImplicitCastExprClass: {
      // A load is the one use of a variable that cannot change it.
      auto &Cast = cast<ImplicitCastExpr>(S);
      const Expr *Loaded = Cast.getSubExpr()->IgnoreParens();
      if (Cast.getCastKind() != CK_LValueToRValue)
        return children(S);
      if (auto *M = dyn_cast<MemberExpr>(Loaded))
        return push(M->getBase());
      if (!isa<DeclRefExpr>(Loaded))
        push(Loaded);
      return;
    }
    case Stmt::AtomicExprClass: {
      // A value stored through its address is only read.
      auto &A = cast<AtomicExpr>(S);
      if (A.getOp() != AtomicExpr::AO__atomic_store)
        return children(S);
      push(A.getPtr());
      push(A.getOrder());
      auto *Address = dyn_cast<UnaryOperator>(A.getVal1()->IgnoreParenImpCasts());
      if (!Address || !isa<DeclRefExpr>(Address->getSubExpr()->IgnoreParens()))
        push(A.getVal1());
      return;
    }
    case Stmt::MemberExprClass: {
      auto &M = cast<MemberExpr>(S);
      if (M.getMemberDecl()->getIdentifier() && M.getType()->isPointerType())
        P.ChangedMembers.insert(M.getMemberDecl()->getName().str());
      return push(M.getBase());
    }
    case Stmt::DeclRefExprClass:
      if (auto *V = dyn_cast<VarDecl>(cast<DeclRefExpr>(S).getDecl());
          V && (V->getType()->isPointerType() || V->getType()->isIntegralOrEnumerationType()))
        P.Changed.insert(V);
      return;
    case Stmt::LambdaExprClass: {
      auto &L = cast<LambdaExpr>(S);
      for (const LambdaCapture &Capture : L.captures())
        if (Capture.capturesVariable())
          if (auto *V = dyn_cast<VarDecl>(Capture.getCapturedVar()))
            P.Captured.insert(V);
      for (auto [Capture, Init] : llvm::zip(L.captures(), L.capture_inits())) {
        // A capture that was rejected leaves an initialiser without a type behind.
        if (Init && Init->getType().isNull())
          P.Errors |= !InPattern;
        else if (!Capture.capturesVariable() || Capture.getCapturedVar()->isInitCapture())
          push(Init);
      }
      if (L.isGenericLambda() && !InPattern)
        Patterns.push_back(L.getBody());
      else
        push(L.getBody());
      return;
    }
    case Stmt::CXXDefaultArgExprClass:
    case Stmt::CXXDefaultInitExprClass:
      return;
    default:
      return children(S);
    }
  }

  Prescan &P;
  unsigned Max;
  std::vector<const Stmt *> Work, Patterns;
  bool InPattern = false;
};

} // namespace

Prescan prescan(const FunctionDecl &F, unsigned MaxStatements) {
  Prescan P;
  Scanner S(P, MaxStatements);
  for (const ParmVarDecl *D : F.parameters())
    if (D->getIdentifier())
      P.LocalNames.push_back(D->getName().str());
  if (auto *C = dyn_cast<CXXConstructorDecl>(&F))
    for (const CXXCtorInitializer *I : C->inits())
      S.scan(I->getInit());
  S.scan(F.getBody());
  return P;
}

} // namespace asyncsafe
