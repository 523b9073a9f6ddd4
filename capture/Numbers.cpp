//===- Numbers.cpp - Uses of numbers that waits return --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Emits a Use where the number returned by a waiting call is used as a count: as an index, a size, a
// summand, a loop's bound. Only for such numbers; a comparison with a constant is an edge's condition,
// any other read is a Use too.
//
//===----------------------------------------------------------------------===//

#include "capture/Lowering.h"

#include "clang/AST/Attr.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace asyncsafe {

namespace {

const Expr *bare(const Expr *E) { return E->IgnoreParenCasts(); }

bool isUnsigned(const Expr *E) {
  QualType T = E->getType();
  return !E->isGLValue() && T->isUnsignedIntegerType() && !T->isBooleanType() && !T->isEnumeralType();
}

/// `++i`, `i += 2`.
bool increments(const Stmt *S, const Decl *Variable) {
  auto Is = [&](const Expr *E) {
    auto *R = dyn_cast<DeclRefExpr>(bare(E));
    return R && R->getDecl() == Variable;
  };
  auto *E = dyn_cast_or_null<Expr>(S);
  if (!E)
    return false;
  if (auto *Unary = dyn_cast<UnaryOperator>(bare(E)))
    return Unary->isIncrementOp() && Is(Unary->getSubExpr());
  if (auto *Binary = dyn_cast<BinaryOperator>(bare(E))) {
    if (Binary->getOpcode() == BO_Comma)
      return increments(Binary->getLHS(), Variable) || increments(Binary->getRHS(), Variable);
    return Binary->getOpcode() == BO_AddAssign && Is(Binary->getLHS());
  }
  return false;
}

} // namespace

void Lowering::waitAnswers(const FunctionDecl &F, const Place &Result) {
  // The width of printed text is often added up, and only layout depends on it.
  if (!Result.isNone() && !F.hasAttr<FormatAttr>())
    WaitNumbers.insert({Result.Root, Result.Index});
}

bool Lowering::isWaitNumber(const Place &P) const {
  return !P.isNone() && !P.AddressOf && P.Path.empty() && WaitNumbers.count({P.Root, P.Index});
}

void Lowering::numberAssigned(const Place &To, const Place &From) {
  bool Variable = To.Root == Place::RootKind::Local || To.Root == Place::RootKind::Param;
  if (Variable && To.Path.empty() && !To.AddressOf && isWaitNumber(From))
    WaitNumbers.insert({To.Root, To.Index});
}

void Lowering::use(UseKind As, const Place &P, const Stmt &Where) {
  if (!isWaitNumber(P))
    return;
  emit(event(UseEvent{P, As}, Where, /*Spelled=*/true));
}

/// Of `n` and `n - 1`, but not `n + 1`: with -1 that is still 0.
void Lowering::useAsIndex(const Expr &Index, const Place &P, const Stmt &Where) {
  if (auto *Less = dyn_cast<BinaryOperator>(bare(&Index)); Less && Less->getOpcode() == BO_Sub)
    if (auto *R = dyn_cast<DeclRefExpr>(bare(Less->getLHS())); R && constant(Less->getRHS()))
      return use(UseKind::Index, placeOf(*R->getDecl()), Where);
  use(UseKind::Index, P, Where);
}

/// Only if \p Callee is in a system header: the project's own functions may check the size first.
void Lowering::useAsArgument(const Expr &Argument, const Place &P, const FunctionDecl *Callee) {
  if (Callee && isUnsigned(&Argument) && isWaitNumber(P) &&
      U.Ast.getSourceManager().isInSystemHeader(Callee->getLocation()))
    use(UseKind::Size, P, Argument);
}

/// Any number of a wait in \p E is used by code that may check it.
void Lowering::lookedAt(const Stmt &E) {
  if (WaitNumbers.empty())
    return;
  // An expression may be deeper than the stack.
  std::vector<const Stmt *> Work{&E};
  while (!Work.empty()) {
    const Stmt *Here = Work.back();
    Work.pop_back();
    if (auto *R = dyn_cast<DeclRefExpr>(Here)) {
      if (isa<VarDecl>(R->getDecl()) && R->getType()->isIntegralOrEnumerationType())
        use(UseKind::Look, placeOf(*R->getDecl()), *R);
    } else if (!isa<LambdaExpr>(Here)) {
      for (const Stmt *Child : Here->children())
        if (Child)
          Work.push_back(Child);
    }
  }
}

/// `for (i = 0; i < n; i++)`, compared as unsigned numbers: -1 is the greatest.
void Lowering::useAsBound(const ForStmt &S) {
  auto *Test = S.getCond() ? dyn_cast<BinaryOperator>(S.getCond()->IgnoreParenImpCasts()) : nullptr;
  if (WaitNumbers.empty() || !Test || (Test->getOpcode() != BO_LT && Test->getOpcode() != BO_LE) ||
      !isUnsigned(Test->getLHS()))
    return;
  auto *Counter = dyn_cast<DeclRefExpr>(bare(Test->getLHS()));
  auto *Bound = dyn_cast<DeclRefExpr>(bare(Test->getRHS()));
  if (Counter && Bound && increments(S.getInc(), Counter->getDecl()))
    use(UseKind::Bound, placeOf(*Bound->getDecl()), *Test);
}

} // namespace asyncsafe
