//===- Conditions.cpp - Branches broken down to single tests --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "capture/Lowering.h"

#include "clang/Basic/Builtins.h"
#include "clang/Basic/Stack.h"

using namespace clang;

namespace asyncsafe {

/// An edge from here to \p T leaves the scopes that are live here but not there.
void Lowering::jumpTo(Target T, bool IsIdle) {
  if (B.reachable()) {
    ScopeId Keep = B.Scope;
    leave(T.Scope);
    B.edge(T.Block, std::nullopt, IsIdle);
    B.Scope = Keep;
  }
  B.stop();
}

void Lowering::branch(const Place &Subject, Predicate Test, Target True, Target False) {
  if (!B.reachable())
    return;
  bool Tests = !Subject.isNone() && !Subject.AddressOf;
  std::optional<Condition> Holds, Fails;
  if (Tests) {
    Holds = Condition{Subject, Test};
    Fails = Condition{Subject, negated(Test)};
  }
  auto Go = [&](Target T, std::optional<Condition> When) {
    BlockId From = B.Current;
    if (B.Scope == T.Scope) {
      B.edge(T.Block, std::move(When));
      return;
    }
    BlockId Between = B.newBlock();
    B.edge(Between, std::move(When));
    B.enter(Between);
    jumpTo(T);
    B.enter(From);
  };
  Go(True, std::move(Holds));
  Go(False, std::move(Fails));
  B.stop();
}

/// The call of setjmp just lowered returns 0 here, and not 0 at its landing.
void Lowering::branchOnSetJump(const SetJump &J, bool ZeroTrue, Target True, Target False) {
  SecondReturnGoesTo = (ZeroTrue ? False : True).Block;
  B.enter(J.First);
  jumpTo(ZeroTrue ? True : False);
  B.enter(J.Second);
  jumpTo(ZeroTrue ? False : True);
}

void Lowering::lowerCondition(const Expr *E, Target True, Target False) {
  clang::runWithSufficientStackSpace([] {},
                                     [&] {
                                       ScopeId Base = B.Scope;
                                       lowerConditionHere(*E, True, False);
                                       B.Scope = Base;
                                     });
}

/// Removes operations that do not change whether a value is 0.
static const Expr *strip(const Expr *E) {
  for (;;) {
    E = E->IgnoreParens();
    if (auto *Cast = dyn_cast<CastExpr>(E)) {
      switch (Cast->getCastKind()) {
      case CK_IntegralToBoolean:
      case CK_PointerToBoolean:
      case CK_IntegralCast:
      case CK_BooleanToSignedIntegral:
      case CK_LValueToRValue:
      case CK_NoOp:
      case CK_BitCast:
      case CK_UserDefinedConversion:
        E = Cast->getSubExpr();
        continue;
      default:
        return E;
      }
    }
    if (auto *Call = dyn_cast<CallExpr>(E)) {
      unsigned Id = Call->getBuiltinCallee();
      if (Id == Builtin::BI__builtin_expect || Id == Builtin::BI__builtin_expect_with_probability) {
        E = Call->getArg(0);
        continue;
      }
    }
    if (auto *Constant = dyn_cast<ConstantExpr>(E)) {
      E = Constant->getSubExpr();
      continue;
    }
    if (auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E)) {
      E = Rewritten->getSemanticForm();
      continue;
    }
    if (auto *Parameter = dyn_cast<SubstNonTypeTemplateParmExpr>(E)) {
      E = Parameter->getReplacement();
      continue;
    }
    return E;
  }
}

/// `left-- > 0`: the variable is stepped first, and the test applies to its old value. \p Shift: the
/// amount to add to the test's constant for the new value.
Value Lowering::lowerStepped(const UnaryOperator &E, int64_t &Shift) {
  Value V;
  const Expr *Operand = E.getSubExpr()->IgnoreParens();
  auto *Reference = dyn_cast<DeclRefExpr>(Operand);
  auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  lowerExpr(&E);
  if (!Operand->getType()->isIntegerType() || Operand->getType()->isBooleanType() ||
      Operand->getType().isVolatileQualified())
    return V;
  if (Variable && Variable->hasLocalStorage())
    V.Path = placeOf(*Variable);
  else if (isa<MemberExpr>(Operand) && !Operand->HasSideEffects(U.Ast))
    V = lowerExpr(Operand); // names it once more, which does nothing
  else
    return V;
  if (E.isPostfix())
    Shift = E.isIncrementOp() ? 1 : -1;
  return V;
}

/// The load of a tested variable was stripped with the other casts.
Value Lowering::lowerTested(const Expr *E, int64_t &Shift) {
  if (auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->isIncrementDecrementOp())
    return lowerStepped(*Unary, Shift);
  Value V = lowerExpr(E);
  if (E->isGLValue()) {
    seenAs(V.Path, *E);
    read(V.Path, *E);
  }
  return V;
}

void Lowering::lowerConditionHere(const Expr &Whole, Target True, Target False) {
  const Expr *E = strip(&Whole);
  if (auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_LNot)
    return lowerCondition(Unary->getSubExpr(), False, True);
  if (auto *Full = dyn_cast<ExprWithCleanups>(E)) {
    // The edges run the cleanups of objects built on the way to them.
    ++FullExpressions;
    std::vector<ScopeId> OuterExtended = std::move(Extended);
    Extended.clear();
    setEnd(Full->getEndLoc());
    lowerCondition(Full->getSubExpr(), True, False);
    Extended = std::move(OuterExtended);
    --FullExpressions;
    return;
  }
  if (auto *Binary = dyn_cast<BinaryOperator>(E)) {
    switch (Binary->getOpcode()) {
    case BO_LAnd:
    case BO_LOr: {
      bool IsAnd = Binary->getOpcode() == BO_LAnd;
      BlockId Right = B.newBlock();
      // Objects built by the left side are still live on the right.
      ScopeId Base = B.Scope;
      if (FullExpressions) {
        Value Left = lowerExpr(Binary->getLHS());
        ScopeId Live = B.Scope;
        std::optional<int64_t> Known = operandConstant(Left, Binary->getLHS());
        Target Go{Right, Live};
        if (Known && !Binary->getLHS()->HasSideEffects(U.Ast))
          jumpTo((*Known != 0) == IsAnd ? Go : (IsAnd ? False : True));
        else
          branch(Left.bound(), {Predicate::Op::NE, 0}, IsAnd ? Go : True, IsAnd ? False : Go);
        B.Scope = Live;
      } else if (IsAnd) {
        lowerCondition(Binary->getLHS(), {Right, Base}, False);
      } else {
        lowerCondition(Binary->getLHS(), True, {Right, Base});
      }
      B.enter(Right);
      lowerCondition(Binary->getRHS(), True, False);
      B.Scope = Base;
      return;
    }
    case BO_Comma:
      lowerDiscarded(Binary->getLHS());
      return lowerCondition(Binary->getRHS(), True, False);
    case BO_EQ:
    case BO_NE:
    case BO_LT:
    case BO_GT:
    case BO_LE:
    case BO_GE:
      return lowerComparison(*Binary, True, False);
    default:
      break;
    }
  }
  if (auto *Choice = dyn_cast<ConditionalOperator>(E); Choice && !FullExpressions) {
    BlockId Then = B.newBlock(), Else = B.newBlock();
    ScopeId Base = B.Scope;
    lowerCondition(Choice->getCond(), {Then, Base}, {Else, Base});
    B.enter(Then);
    lowerCondition(Choice->getTrueExpr(), True, False);
    B.enter(Else);
    return lowerCondition(Choice->getFalseExpr(), True, False);
  }
  LastSetJump = {};
  int64_t Shift = 0;
  Value V = lowerTested(E, Shift);
  if (std::optional<SetJump> J = takeSetJump())
    return branchOnSetJump(*J, /*ZeroTrue=*/false, True, False);
  std::optional<int64_t> Known = V.Constant;
  if (!Known && V.bound().isNone())
    Known = constant(E);
  if (!Known)
    Known = constant(&Whole);
  if (Known)
    return jumpTo(*Known ? True : False);
  if (V.bound().isNone())
    lookedAt(*E);
  branch(V.bound(), {Predicate::Op::NE, Shift}, True, False);
}

static Predicate::Op operatorOf(BinaryOperatorKind K) {
  switch (K) {
  case BO_EQ:
    return Predicate::Op::EQ;
  case BO_NE:
    return Predicate::Op::NE;
  case BO_LT:
    return Predicate::Op::LT;
  case BO_LE:
    return Predicate::Op::LE;
  case BO_GT:
    return Predicate::Op::GT;
  default:
    return Predicate::Op::GE;
  }
}

static Predicate::Op mirrored(Predicate::Op O) {
  switch (O) {
  case Predicate::Op::LT:
    return Predicate::Op::GT;
  case Predicate::Op::LE:
    return Predicate::Op::GE;
  case Predicate::Op::GT:
    return Predicate::Op::LT;
  case Predicate::Op::GE:
    return Predicate::Op::LE;
  default:
    return O;
  }
}

std::optional<Condition> Lowering::truthOf(const BinaryOperator &E, const Value &Left, const Value &Right) {
  if (!E.isComparisonOp() || E.getOpcode() == BO_Cmp)
    return std::nullopt;
  std::optional<int64_t> Before = constant(E.getLHS()), Behind = constant(E.getRHS());
  const Place &Of = (Before ? Right : Left).bound();
  if (Before.has_value() == Behind.has_value() || Of.isNone() || Of.AddressOf)
    return std::nullopt;
  Predicate::Op O = operatorOf(E.getOpcode());
  return Condition{Of, Before ? Predicate{mirrored(O), *Before} : Predicate{O, *Behind}};
}

void Lowering::lowerComparison(const BinaryOperator &E, Target True, Target False) {
  Predicate Test{operatorOf(E.getOpcode()), 0};
  std::optional<int64_t> Left = constant(E.getLHS()), Right = constant(E.getRHS());
  if (Left && Right && !E.HasSideEffects(U.Ast))
    return jumpTo(holds({Test.O, *Right}, *Left) ? True : False);
  if (Left && !Right) {
    Test.O = mirrored(Test.O);
    Test.Constant = *Left;
  } else if (Right) {
    Test.Constant = *Right;
  }
  const Expr *Tested = Left && !Right ? E.getRHS() : E.getLHS();
  bool AgainstConstant = Left || Right;
  LastSetJump = {};
  int64_t Shift = 0;
  Value V = lowerTested(strip(Tested), Shift);
  Test.Constant += Shift;
  if (AgainstConstant && V.Constant)
    return jumpTo(holds(Test, *V.Constant) ? True : False);
  if (!AgainstConstant)
    lowerExpr(E.getRHS());
  else if (std::optional<SetJump> J = takeSetJump())
    // A landing's value is some number that is not 0.
    return branchOnSetJump(*J, holds(Test, 0), True, False);
  if (!AgainstConstant || V.bound().isNone())
    lookedAt(E);
  branch(AgainstConstant ? V.bound() : Place(), Test, True, False);
}

} // namespace asyncsafe
