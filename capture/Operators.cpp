//===- Operators.cpp - Lowering of operators ------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers casts, unary and binary operators, `&&`, `||` and `?:` where their value is used, and the end
// of a full-expression.
//
//===----------------------------------------------------------------------===//

#include "capture/Compat.h"
#include "capture/Lowering.h"

using namespace clang;

namespace asyncsafe {

Value Lowering::lowerCast(const CastExpr &E, const Place *Into) {
  // Only initialisation of an object of exactly this type uses its place.
  Value V = lowerExpr(E.getSubExpr(), Into);
  switch (E.getCastKind()) {
  case CK_ToVoid:
    return {};
  case CK_Dynamic:
    if (E.getType()->isReferenceType() || E.isGLValue())
      interruptByThrow(E, "std::bad_cast", "dynamic_cast to a reference");
    return V;
  case CK_NullToPointer:
  case CK_NullToMemberPointer:
    V.Constant = 0;
    return V;
  case CK_LValueToRValue:
  case CK_AtomicToNonAtomic:
    seenAs(V.Path, *E.getSubExpr());
    read(V.Path, E);
    return V;
  case CK_PointerToBoolean:
    if (!V.bound().isNone() && !V.bound().AddressOf)
      V.Truth = Condition{V.bound(), {Predicate::Op::NE, 0}};
    return V;
  case CK_FloatingToIntegral:
  case CK_IntegralToFloating:
    return {};
  default:
    return V;
  }
}

Value Lowering::lowerUnary(const UnaryOperator &E) {
  switch (E.getOpcode()) {
  case UO_Extension:
  case UO_Plus:
    return lowerExpr(E.getSubExpr());
  case UO_AddrOf: {
    if (auto *R = dyn_cast<DeclRefExpr>(E.getSubExpr()->IgnoreParens()); R && isa<FieldDecl>(R->getDecl()))
      return {};
    Value V = lowerExpr(E.getSubExpr());
    Value Out;
    Out.Path = addressOf(V.object());
    return Out;
  }
  case UO_Deref: {
    Value Out;
    if (auto *Ref = dyn_cast<DeclRefExpr>(E.getSubExpr()->IgnoreParenImpCasts()))
      if (auto Element = Elements.find(Ref->getDecl()); Element != Elements.end()) {
        Out.Path = Element->second;
        return Out;
      }
    Value V = lowerExpr(E.getSubExpr());
    Out.Path = dereferenced(V.object());
    return Out;
  }
  case UO_PreInc:
  case UO_PreDec:
  case UO_PostInc:
  case UO_PostDec: {
    Value V = lowerExpr(E.getSubExpr());
    Value Changed;
    Changed.Adds = E.isIncrementOp() ? 1 : -1;
    if (E.getType()->isIntegralOrEnumerationType() || E.getType()->isPointerType())
      assign(V.Path, Changed, E);
    return {};
  }
  case UO_Coawait:
    return lowerExpr(E.getSubExpr());
  case UO_LNot: {
    Value Of = lowerExpr(E.getSubExpr()), Out;
    Out.Truth = std::move(Of.Truth);
    if (Out.Truth)
      Out.Truth->Test = negated(Out.Truth->Test);
    else if (!Of.bound().isNone() && !Of.bound().AddressOf)
      Out.Truth = Condition{Of.bound(), {Predicate::Op::EQ, 0}};
    return Out;
  }
  default:
    lowerExpr(E.getSubExpr());
    return {};
  }
}

Value Lowering::lowerBinary(const BinaryOperator &E, const Place *Into) {
  if (E.isAssignmentOp())
    return lowerAssignment(E);
  if (E.isLogicalOp())
    return lowerLogical(E);
  if (E.getOpcode() == BO_Comma) {
    lowerDiscarded(E.getLHS());
    return lowerExpr(E.getRHS(), Into);
  }
  if (E.isPtrMemOp()) {
    lowerExpr(E.getLHS());
    lowerExpr(E.getRHS());
    return {};
  }
  // `a + b + c + …` is as deep as it is long, so its left side is followed in a loop.
  std::vector<const BinaryOperator *> Spine{&E};
  const Expr *Left = E.getLHS()->IgnoreParens();
  while (auto *Inner = dyn_cast<BinaryOperator>(Left)) {
    if (Inner->isAssignmentOp() || Inner->isLogicalOp() || Inner->isPtrMemOp() ||
        Inner->getOpcode() == BO_Comma)
      break;
    Spine.push_back(Inner);
    Left = Inner->getLHS()->IgnoreParens();
  }
  Value First = lowerExpr(Left), Out;
  for (auto I = Spine.rbegin(); I != Spine.rend(); ++I) {
    Value Right = lowerExpr((*I)->getRHS());
    if (Spine.size() == 1)
      Out.Truth = truthOf(**I, First, Right);
    if ((*I)->getType()->isPointerType())
      use(UseKind::Index, Right.bound(), **I);
    if ((*I)->isComparisonOp())
      lookedAt(**I);
  }
  return Out;
}

/// What is known of the result of `|=` and `&=` with a constant.
Value Lowering::changedBits(const BinaryOperator &E) {
  Value V;
  if (E.getOpcode() != BO_OrAssign && E.getOpcode() != BO_AndAssign)
    return V;
  std::optional<int64_t> Mask = constant(E.getRHS());
  if (Mask && E.getOpcode() == BO_OrAssign)
    V.Sets = *Mask;
  else if (Mask)
    V.Clears = ~*Mask;
  return V;
}

/// The amount added (with \p Grows false, subtracted), if it is a small number or a parameter.
void Lowering::addsTo(Value &To, bool Grows, const Place &By, std::optional<int64_t> Known) {
  if (Known && *Known >= -INT8_MAX && *Known <= INT8_MAX)
    To.Adds = Grows ? *Known : -*Known;
  else if (Grows && By.Root == Place::RootKind::Param && By.Path.empty() && !By.AddressOf &&
           By.Index < UINT8_MAX)
    To.AddsParameter = By.Index + 1;
}

/// What `+=` and `-=` add.
void Lowering::addsTo(Value &To, const BinaryOperator &E, const Place &Right) {
  bool Adds = E.getOpcode() == BO_AddAssign;
  To.Shrinks = E.getOpcode() == BO_DivAssign || E.getOpcode() == BO_ShrAssign;
  if ((Adds || E.getOpcode() == BO_SubAssign) && E.getType()->isIntegralOrEnumerationType())
    addsTo(To, Adds, Right, constant(E.getRHS()));
}

Value Lowering::lowerAssignment(const BinaryOperator &E) {
  bool Plain = E.getOpcode() == BO_Assign;
  // Code is generated for the right side first.
  Value From = lowerExpr(E.getRHS());
  Value To = lowerExpr(E.getLHS());
  seenAs(To.Path, *E.getLHS());
  QualType T = E.getType();
  if (Plain && !From.Constant && !T->isRecordType())
    From.Constant = constant(E.getRHS());
  if (Plain)
    From.Function = functionValue(E.getRHS());
  if (E.getOpcode() == BO_AddAssign || E.getOpcode() == BO_SubAssign)
    use(UseKind::Sum, From.bound(), E);
  if (!Plain) {
    Place Right = From.path();
    From = changedBits(E);
    addsTo(From, E, Right);
  }
  bool Shared = To.Path.Root == Place::RootKind::Global && T->isFloatingType();
  if (T->isIntegralOrEnumerationType() || T->isAnyPointerType() || T->isRecordType() || T->isNullPtrType() ||
      Shared)
    assign(To.Path, From, E);
  Value V;
  V.Path = To.Path;
  V.Constant = Plain ? From.Constant : std::nullopt;
  if (To.Path.isNone())
    V.Result = From.Result;
  return V;
}

/// The builtins of <stdatomic.h> and __atomic_*: a load names the object, the others change it.
Value Lowering::lowerAtomic(const AtomicExpr &E) {
  Place Object = dereferenced(lowerExpr(E.getPtr()).object());
  usedAtomically(Object);
  bool Loads = false, Plain = false;
  std::optional<bool> Grows;
  switch (E.getOp()) {
  case AtomicExpr::AO__c11_atomic_load:
  case AtomicExpr::AO__atomic_load:
  case AtomicExpr::AO__atomic_load_n:
    Loads = true;
    break;
  case AtomicExpr::AO__c11_atomic_init:
  case AtomicExpr::AO__c11_atomic_store:
  case AtomicExpr::AO__atomic_store:
  case AtomicExpr::AO__atomic_store_n:
    Plain = true;
    break;
  case AtomicExpr::AO__c11_atomic_fetch_add:
  case AtomicExpr::AO__atomic_fetch_add:
  case AtomicExpr::AO__atomic_add_fetch:
    Grows = true;
    break;
  case AtomicExpr::AO__c11_atomic_fetch_sub:
  case AtomicExpr::AO__atomic_fetch_sub:
  case AtomicExpr::AO__atomic_sub_fetch:
    Grows = false;
    break;
  default:
    break;
  }
  Value V;
  if (Loads) {
    V.Path = Object;
    read(Object, E);
    if (E.getOp() == AtomicExpr::AO__atomic_load) {
      LastLoad = {dereferenced(lowerExpr(E.getVal1()).object()), Object};
      assign(LastLoad.first, V, E);
    }
    return V;
  }
  // Operands: pointer, order, value, … (Expr.h); __atomic_load and its like store through pointers.
  Value From;
  bool HasValue = !compat::takesNoValue(E) && E.getNumSubExprs() > 2;
  if (HasValue) {
    const Expr *Given = E.getVal1();
    auto *Address = dyn_cast<UnaryOperator>(Given->IgnoreParenImpCasts());
    bool ByPointer = E.getOp() == AtomicExpr::AO__atomic_store;
    bool Named = ByPointer && Address && Address->getOpcode() == UO_AddrOf;
    Value Stored = lowerExpr(Named ? Address->getSubExpr() : Given);
    if (Plain && (Named || !ByPointer))
      From = Stored;
    if (Plain && !ByPointer && !From.Constant)
      From.Constant = constant(Given);
    if (Grows)
      addsTo(From, *Grows, Stored.Path, constant(Given));
  }
  if (!Plain)
    read(Object, E);
  assign(Object, From, E);
  if (!Plain)
    V.Path = Object; // a test applies to the old or the new value alike
  return V;
}

/// The constant value of the left operand of `&&` or `||`. A chain of them is as deep as it is long, and
/// each operand has been evaluated already.
std::optional<int64_t> Lowering::operandConstant(const Value &V, const Expr *E) {
  auto *Inner = dyn_cast<BinaryOperator>(E->IgnoreParenImpCasts());
  return V.Constant || (Inner && Inner->isLogicalOp()) ? V.Constant : constant(E);
}

Value Lowering::lowerLogical(const BinaryOperator &E) {
  Value Left = lowerExpr(E.getLHS());
  bool IsAnd = E.getOpcode() == BO_LAnd;
  std::optional<int64_t> Known = operandConstant(Left, E.getLHS());
  if (Known && (*Known != 0) != IsAnd) {
    Value V;
    V.Constant = *Known != 0;
    return V;
  }
  Value Out;
  Out.Result = U.temporary();
  BlockId Right = B.newBlock(), Short = B.newBlock(), After = B.newBlock();
  ScopeId Base = B.Scope;
  Target Go{Right, Base}, Skip{Short, Base};
  if (Known)
    B.edge(Right);
  else
    branch(Left.bound(), {Predicate::Op::NE, 0}, IsAnd ? Go : Skip, IsAnd ? Skip : Go);
  B.enter(Short);
  if (!Known) {
    Value Decided;
    Decided.Constant = IsAnd ? 0 : 1;
    assign(Out.Result, Decided, E);
    B.edge(After);
  }
  B.enter(Right);
  ++Arms;
  Value R = lowerExpr(E.getRHS());
  --Arms;
  assign(Out.Result, R, E);
  B.edge(After);
  std::vector<ScopeId> Made = B.between(Base, B.Scope);
  B.Scope = Base;
  B.enter(After);
  B.repush(Made, /*Conditional=*/true);
  return Out;
}

Value Lowering::lowerConditional(const AbstractConditionalOperator &E, const Place *Into) {
  if (auto *Binary = dyn_cast<BinaryConditionalOperator>(&E))
    Opaque[Binary->getOpaqueValue()] = lowerExpr(Binary->getCommon());
  if (std::optional<int64_t> Known = constant(E.getCond()); Known && !E.getCond()->HasSideEffects(U.Ast))
    return lowerExpr(*Known ? E.getTrueExpr() : E.getFalseExpr(), Into);

  BlockId True = B.newBlock(), False = B.newBlock(), After = B.newBlock();
  if (FullExpressions) {
    // The condition's temporaries outlive the branch.
    Value Test = lowerExpr(E.getCond());
    branch(Test.bound(), {Predicate::Op::NE, 0}, {True, B.Scope}, {False, B.Scope});
  } else {
    lowerCondition(E.getCond(), {True, B.Scope}, {False, B.Scope});
  }
  ScopeId Base = B.Scope;
  QualType T = E.getType();
  bool Joins = !E.isGLValue() && (T->isIntegralOrEnumerationType() || T->isAnyPointerType() ||
                                  T->isNullPtrType() || T->isRecordType());
  Value Out;
  if (Joins && !(T->isRecordType() && Into))
    Out.Result = U.temporary();
  const Place *Object = T->isRecordType() && !E.isGLValue() ? (Into ? Into : &Out.Result) : nullptr;
  std::vector<ScopeId> Made[2];
  Place Names[2];
  for (unsigned Arm = 0; Arm < 2; ++Arm) {
    const Expr *Operand = Arm == 0 ? E.getTrueExpr() : E.getFalseExpr();
    B.Scope = Base;
    B.enter(Arm == 0 ? True : False);
    ++Arms;
    Value V = lowerExpr(Operand, Object && Operand->getType()->isRecordType() ? Object : nullptr);
    --Arms;
    if (Joins && !V.Constant && !Object)
      V.Constant = constant(Operand);
    if (Joins && !Object)
      V.Function = functionValue(Operand);
    const Place &To = Object ? *Object : Out.Result;
    if (Joins && B.reachable() && V.bound() != To)
      assign(To, V, *Operand);
    Names[Arm] = V.object();
    B.edge(After);
    Made[Arm] = B.between(Base, B.Scope);
  }
  B.Scope = Base;
  B.enter(After);
  for (const auto &Scopes : Made)
    B.repush(Scopes, /*Conditional=*/true);
  if (Object)
    Out.Path = *Object;
  else if (!Joins && Names[0] == Names[1])
    Out.Path = Names[0];
  return Out;
}

Value Lowering::lowerFullExpr(const ExprWithCleanups &E, const Place *Into) {
  ScopeId Base = B.Scope;
  std::vector<ScopeId> OuterExtended = std::move(Extended);
  Extended.clear();
  unsigned OuterArms = Arms;
  Arms = 0;
  ++FullExpressions;
  Value V = lowerExpr(E.getSubExpr(), Into);
  --FullExpressions;
  Arms = OuterArms;
  setEnd(E.getEndLoc());
  popTo(Base);
  for (ScopeId S : Extended) {
    UnwindScope Copy = B.scope(S);
    FunctionBuilder::ScopeNote Note = B.note(S);
    Note.Normal = true;
    B.push(std::move(Copy), Note);
  }
  Extended = std::move(OuterExtended);
  return V;
}

} // namespace asyncsafe
