//===- Expressions.cpp - Lowering of expressions --------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "capture/Lowering.h"

#include "capture/Names.h"

#include "clang/AST/ExprObjC.h"
#include "clang/Basic/Stack.h"

using namespace clang;

namespace asyncsafe {

Value Lowering::lowerExpr(const Expr *E, const Place *Into) {
  if (!E)
    return {};
  Value V;
  clang::runWithSufficientStackSpace([] {}, [&] { V = lowerExprHere(*E, Into); });
  // Meaningful code never dereferences this many pointers, and each step copies all earlier ones.
  constexpr size_t LongestPath = 64;
  if (V.Path.Path.size() > LongestPath)
    V.Path = {};
  return V;
}

/// A default argument is evaluated at the call, whatever line it is written on.
Value Lowering::lowerDefaultArgument(const CXXDefaultArgExpr &E, const Place *Into) {
  clang::SourceRange Outer = UsedAt;
  if (UsedAt.isInvalid())
    UsedAt = E.getUsedLocation();
  Value V = lowerExpr(E.getExpr(), Into);
  UsedAt = Outer;
  return V;
}

/// Lowers an expression whose value is unused: short-circuits need no result.
void Lowering::lowerDiscarded(const Expr *E) {
  const Expr *Inner = E->IgnoreParens();
  if (auto *Cast = dyn_cast<CastExpr>(Inner); Cast && Cast->getCastKind() == CK_ToVoid)
    Inner = Cast->getSubExpr()->IgnoreParens();
  bool Branches = isa<AbstractConditionalOperator>(Inner);
  if (auto *Operator = dyn_cast<BinaryOperator>(Inner))
    Branches = Operator->isLogicalOp();
  if (!Branches || FullExpressions) {
    lowerExpr(E);
    return;
  }
  ScopeId Base = B.Scope;
  BlockId After = B.newBlock();
  if (auto *Operator = dyn_cast<BinaryOperator>(Inner)) {
    BlockId Right = B.newBlock();
    bool IsAnd = Operator->getOpcode() == BO_LAnd;
    Target Go{Right, Base}, Skip{After, Base};
    lowerCondition(Operator->getLHS(), IsAnd ? Go : Skip, IsAnd ? Skip : Go);
    B.Scope = Base;
    B.enter(Right);
    lowerDiscarded(Operator->getRHS());
  } else if (auto *Choice = dyn_cast<ConditionalOperator>(Inner)) {
    BlockId True = B.newBlock(), False = B.newBlock();
    lowerCondition(Choice->getCond(), {True, Base}, {False, Base});
    B.Scope = Base;
    B.enter(True);
    lowerDiscarded(Choice->getTrueExpr());
    B.edge(After);
    B.Scope = Base;
    B.enter(False);
    lowerDiscarded(Choice->getFalseExpr());
  } else {
    lowerExpr(Inner);
  }
  B.Scope = Base;
  B.flowInto(After);
}

Value Lowering::lowerExprHere(const Expr &E, const Place *Into) {
  switch (E.getStmtClass()) {
  // Transparent.
  case Stmt::ParenExprClass:
    return lowerExpr(cast<ParenExpr>(E).getSubExpr(), Into);
  case Stmt::SubstNonTypeTemplateParmExprClass:
    return lowerExpr(cast<SubstNonTypeTemplateParmExpr>(E).getReplacement(), Into);
  case Stmt::GenericSelectionExprClass: {
    auto &Choice = cast<GenericSelectionExpr>(E);
    return Choice.isResultDependent() ? Value() : lowerExpr(Choice.getResultExpr(), Into);
  }
  case Stmt::ChooseExprClass:
    return lowerExpr(cast<ChooseExpr>(E).getChosenSubExpr(), Into);
  case Stmt::ConstantExprClass: {
    auto &Constant = cast<ConstantExpr>(E);
    if (Constant.isImmediateInvocation() && Constant.hasAPValueResult())
      return {};
    return lowerExpr(Constant.getSubExpr(), Into);
  }
  case Stmt::CXXRewrittenBinaryOperatorClass:
    return lowerExpr(cast<CXXRewrittenBinaryOperator>(E).getSemanticForm(), Into);
  case Stmt::CXXStdInitializerListExprClass:
    return lowerExpr(cast<CXXStdInitializerListExpr>(E).getSubExpr());
  case Stmt::CXXDefaultArgExprClass:
    return lowerDefaultArgument(cast<CXXDefaultArgExpr>(E), Into);
  case Stmt::CXXDefaultInitExprClass:
    return lowerExpr(cast<CXXDefaultInitExpr>(E).getExpr(), Into);
  case Stmt::ExprWithCleanupsClass:
    return lowerFullExpr(cast<ExprWithCleanups>(E), Into);

  // Never evaluated, or nothing to evaluate.
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::CXXNoexceptExprClass:
  case Stmt::RequiresExprClass:
  case Stmt::ConceptSpecializationExprClass:
  case Stmt::TypeTraitExprClass:
  case Stmt::ArrayTypeTraitExprClass:
  case Stmt::ExpressionTraitExprClass:
  case Stmt::PredefinedExprClass:
  case Stmt::SourceLocExprClass:
  case Stmt::OffsetOfExprClass:
  case Stmt::SizeOfPackExprClass:
  case Stmt::FloatingLiteralClass:
  case Stmt::StringLiteralClass:
  case Stmt::AddrLabelExprClass:
  case Stmt::GNUNullExprClass:
    return {};
  case Stmt::IntegerLiteralClass:
  case Stmt::CharacterLiteralClass:
  case Stmt::CXXBoolLiteralExprClass:
  case Stmt::CXXNullPtrLiteralExprClass: {
    Value V;
    V.Constant = constant(&E);
    return V;
  }
  case Stmt::CXXTypeidExprClass: {
    auto &Id = cast<CXXTypeidExpr>(E);
    if (Id.isPotentiallyEvaluated()) {
      lowerExpr(Id.getExprOperand());
      if (Id.isTypeOperand() || !Id.hasNullCheck())
        return {};
      interruptByThrow(E, "std::bad_typeid", "typeid of a null pointer");
    }
    return {};
  }

  // Paths.
  case Stmt::DeclRefExprClass:
    return lowerReference(cast<DeclRefExpr>(E));
  case Stmt::MemberExprClass:
    return lowerMember(cast<MemberExpr>(E));
  case Stmt::CXXThisExprClass:
    return lowerThis();
  case Stmt::ArraySubscriptExprClass: {
    auto &Subscript = cast<ArraySubscriptExpr>(E);
    Value Base;
    // In order of evaluation, whichever of the two the pointer is.
    if (Subscript.getLHS() == Subscript.getBase()) {
      Base = lowerExpr(Subscript.getLHS());
      Value Index = lowerExpr(Subscript.getRHS());
      useAsIndex(*Subscript.getRHS(), Index.bound(), E);
    } else {
      lowerExpr(Subscript.getLHS());
      Base = lowerExpr(Subscript.getRHS());
    }
    Value V;
    V.Path = Base.object();
    if (V.Path.AddressOf)
      V.Path.deref();
    else if (!V.Path.isNone())
      V.Path.index();
    return V;
  }
  case Stmt::OpaqueValueExprClass: {
    auto &O = cast<OpaqueValueExpr>(E);
    if (auto Known = Opaque.find(&O); Known != Opaque.end())
      return Known->second;
    return O.getSourceExpr() ? lowerExpr(O.getSourceExpr(), Into) : Value();
  }

  // Operators.
  case Stmt::ImplicitCastExprClass:
  case Stmt::CStyleCastExprClass:
  case Stmt::CXXStaticCastExprClass:
  case Stmt::CXXDynamicCastExprClass:
  case Stmt::CXXReinterpretCastExprClass:
  case Stmt::CXXConstCastExprClass:
  case Stmt::CXXFunctionalCastExprClass:
  case Stmt::BuiltinBitCastExprClass:
  case Stmt::CXXAddrspaceCastExprClass:
    return lowerCast(cast<CastExpr>(E), Into);
  case Stmt::UnaryOperatorClass:
    return lowerUnary(cast<UnaryOperator>(E));
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass:
    return lowerBinary(cast<BinaryOperator>(E), Into);
  case Stmt::ConditionalOperatorClass:
  case Stmt::BinaryConditionalOperatorClass:
    return lowerConditional(cast<AbstractConditionalOperator>(E), Into);

  // Calls and objects.
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::UserDefinedLiteralClass:
  case Stmt::CUDAKernelCallExprClass:
    return lowerCall(cast<CallExpr>(E), Into);
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass:
    return lowerConstruct(cast<CXXConstructExpr>(E), Into);
  case Stmt::CXXInheritedCtorInitExprClass:
    return lowerInherited(cast<CXXInheritedCtorInitExpr>(E), Into);
  case Stmt::CXXBindTemporaryExprClass: {
    auto &Bind = cast<CXXBindTemporaryExpr>(E);
    if (Into)
      return lowerExpr(Bind.getSubExpr(), Into);
    Value V;
    Place Object = U.temporary();
    V = lowerExpr(Bind.getSubExpr(), &Object);
    Place Made = V.bound().isNone() ? Object : V.bound();
    if (const CXXDestructorDecl *D = U.destructor(E.getType()))
      pushDestroy(Made, *D, E.getSourceRange(), /*Normal=*/true);
    if (V.bound().isNone())
      V.Path = Object;
    return V;
  }
  case Stmt::MaterializeTemporaryExprClass:
    return lowerMaterialize(cast<MaterializeTemporaryExpr>(E));
  case Stmt::InitListExprClass: {
    auto &List = cast<InitListExpr>(E);
    const InitListExpr *Semantic = List.isSemanticForm() ? &List : List.getSemanticForm();
    if (!Semantic)
      Semantic = &List;
    return lowerInitList(*Semantic, Semantic->inits(), Into);
  }
  case Stmt::CXXParenListInitExprClass: {
    auto &List = const_cast<CXXParenListInitExpr &>(cast<CXXParenListInitExpr>(E));
    return lowerInitList(E, List.getInitExprs(), Into);
  }
  case Stmt::CompoundLiteralExprClass: {
    Place Object = U.temporary();
    Value V = lowerExpr(cast<CompoundLiteralExpr>(E).getInitializer(), Into ? Into : &Object);
    if (V.bound().isNone())
      V.Path = Into ? *Into : Object;
    return V;
  }
  case Stmt::ArrayInitLoopExprClass:
    return lowerArrayLoop(cast<ArrayInitLoopExpr>(E), Into);
  case Stmt::CXXNewExprClass:
    return lowerNew(cast<CXXNewExpr>(E));
  case Stmt::CXXDeleteExprClass:
    return lowerDelete(cast<CXXDeleteExpr>(E));
  case Stmt::CXXThrowExprClass:
    lowerThrow(cast<CXXThrowExpr>(E));
    return {};
  case Stmt::LambdaExprClass:
    return lowerLambda(cast<LambdaExpr>(E), Into);
  case Stmt::CoawaitExprClass:
  case Stmt::CoyieldExprClass:
    return lowerSuspend(cast<CoroutineSuspendExpr>(E), Into);
  case Stmt::StmtExprClass: {
    unsigned Keep = FullExpressions;
    FullExpressions = 0;
    Value V = lowerCompound(*cast<StmtExpr>(E).getSubStmt(), Into, /*WantsValue=*/true);
    FullExpressions = Keep;
    // GLib's g_atomic_int_get(): the value of its temporary is what was loaded into it.
    if (!V.Path.isNone() && V.Path == LastLoad.first)
      V.Path = LastLoad.second;
    return V;
  }
  case Stmt::PseudoObjectExprClass: {
    auto &Pseudo = cast<PseudoObjectExpr>(E);
    Value Result;
    for (const Expr *Step : Pseudo.semantics()) {
      Value V;
      if (auto *O = dyn_cast<OpaqueValueExpr>(Step)) {
        V = lowerExpr(O->getSourceExpr());
        Opaque[O] = V;
      } else {
        V = lowerExpr(Step);
      }
      if (Step == Pseudo.getResultExpr())
        Result = V;
    }
    return Result;
  }
  case Stmt::AtomicExprClass:
    return lowerAtomic(cast<AtomicExpr>(E));
  case Stmt::BlockExprClass:
    return {};
  default:
    children(E);
    return {};
  }
}

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

std::optional<int64_t> Lowering::constant(const Expr *E) {
  if (!E || E->isValueDependent() || E->containsErrors())
    return std::nullopt;
  // A pointer made from an integer: NULL, MAP_FAILED.
  const Expr *Inner = E->IgnoreParens();
  while (auto *Cast = dyn_cast<CastExpr>(Inner)) {
    if (!Inner->getType()->isPointerType() && !Inner->getType()->isNullPtrType())
      break;
    if (Cast->getCastKind() == CK_NullToPointer)
      return 0;
    Inner = Cast->getSubExpr()->IgnoreParens();
  }
  if (isa<CXXNullPtrLiteralExpr>(Inner) || isa<GNUNullExpr>(Inner))
    return 0;
  // Evaluating a constexpr function may take arbitrarily long.
  if (auto *Call = dyn_cast<CallExpr>(Inner);
      Call && !Call->getBuiltinCallee() && (!Cxx || Call->getNumArgs()))
    return std::nullopt;
  if (!Inner->getType()->isIntegralOrEnumerationType())
    return std::nullopt;
  Expr::EvalResult R;
  if (!Inner->EvaluateAsInt(R, U.Ast))
    return std::nullopt;
  const llvm::APSInt &N = R.Val.getInt();
  if (N.isSigned() ? N.getSignificantBits() > 64 : N.getActiveBits() > 64)
    return std::nullopt;
  return N.isSigned() ? N.getSExtValue() : static_cast<int64_t>(N.getZExtValue());
}

//===----------------------------------------------------------------------===//
// Paths
//===----------------------------------------------------------------------===//

Value Lowering::lowerReference(const DeclRefExpr &E) {
  Value V;
  const ValueDecl *D = E.getDecl();
  if (auto *F = dyn_cast<FunctionDecl>(D)) {
    U.mention(*F, E.getLocation());
    return V;
  }
  if (isa<EnumConstantDecl>(D)) {
    V.Constant = constant(&E);
    return V;
  }
  if (auto *Binding = dyn_cast<BindingDecl>(D)) {
    if (const VarDecl *Holder = Binding->getHoldingVar())
      V.Path = placeOf(*Holder);
    else if (Binding->getBinding())
      return lowerExpr(Binding->getBinding());
    return V;
  }
  V.Path = placeOf(*D);
  V.Constant = unchangedConstant(*D);
  return V;
}

/// The value of a local that is initialised with a constant and never changed: a flag of a macro that
/// only another form of the macro sets.
std::optional<int64_t> Lowering::unchangedConstant(const ValueDecl &D) {
  auto *V = dyn_cast<VarDecl>(&D);
  if (!V || !V->hasLocalStorage() || isa<ParmVarDecl>(V) || V->getDeclContext() != &Fn || !V->getInit() ||
      V->getType().isVolatileQualified() || !V->getType()->isIntegralOrEnumerationType() ||
      Scan.Changed.count(V))
    return std::nullopt;
  if (auto Known = KnownAnswers.find(V); Known != KnownAnswers.end())
    return Known->second;
  return constant(V->getInit());
}

Value Lowering::lowerMember(const MemberExpr &E) {
  Value Base = lowerExpr(E.getBase());
  Value V;
  const ValueDecl *D = E.getMemberDecl();
  if (auto *Static = dyn_cast<VarDecl>(D)) {
    V.Path = placeOf(*Static);
    return V;
  }
  if (auto *F = dyn_cast<FunctionDecl>(D))
    U.mention(*F, E.getMemberLoc());
  auto *Member = dyn_cast<FieldDecl>(D);
  if (!Member)
    return V;
  Place P = Base.object();
  if (E.isArrow())
    P = dereferenced(std::move(P));
  V.Path = field(std::move(P), *Member);
  return V;
}

/// `this` is the address of the object that root This denotes.
Value Lowering::lowerThis() {
  Place Object;
  if (!ThisOverride.empty()) {
    Object = ThisOverride.back();
  } else {
    Object.Root = Closure ? Place::RootKind::OuterThis : Place::RootKind::This;
    if (Closure)
      Object.Index = Pending.OuterThisId;
  }
  Value V;
  V.Path = addressOf(std::move(Object));
  return V;
}

void Lowering::assign(const Place &To, const Value &From, const Stmt &Where) {
  if (To.isNone())
    return;
  const Place Copied = From.bound();
  numberAssigned(To, Copied);
  Event E = event(AssignEvent{To, Copied, From.Constant, From.Function, From.Sets, From.Clears,
                              static_cast<int8_t>(From.Adds), static_cast<uint8_t>(From.AddsParameter),
                              From.Shrinks},
                  Where);
  // Only the text tells which element it is.
  if (!Copied.Path.empty() && Copied.Path.back().K == Projection::Kind::Index)
    E.Spelling = U.Where.spelling(E.Expr);
  if (From.Constant && To.Object != NoId && U.U.Objects[To.Object].isFlagLike())
    if (std::string Text = storeText(); !Text.empty())
      E.StmtText = std::move(Text);
  emit(std::move(E));
}

/// Fields are numerous, and ordinary numbers among them are rarely flags; fields of one known object may
/// be.
static bool worthReading(const Object &O, const Place &P) {
  return O.isFlagLike() && (!O.IsField || O.IsBool || O.IsVolatile || O.IsSigAtomic || O.IsAtomic ||
                            P.Root == Place::RootKind::Global);
}

void Lowering::seenAs(const Place &P, const Expr &Lvalue) {
  if (P.Object != NoId && !P.AddressOf && Lvalue.getType().isVolatileQualified())
    U.U.Objects[P.Object].IsUsedVolatile |= !U.U.Objects[P.Object].IsVolatile;
}

void Lowering::usedAtomically(const Place &P) {
  if (P.Object != NoId)
    U.U.Objects[P.Object].IsUsedAtomically |= !U.U.Objects[P.Object].IsAtomic;
}

void Lowering::read(const Place &P, const Stmt &Where) {
  if (P.Object == NoId || P.AddressOf || !worthReading(U.U.Objects[P.Object], P))
    return;
  emit(event(ReadEvent{P}, Where));
}

//===----------------------------------------------------------------------===//
// Throw, lambda
//===----------------------------------------------------------------------===//

void Lowering::lowerThrow(const CXXThrowExpr &E) {
  Event T = event(ThrowEvent{}, E, /*Spelled=*/true);
  Effect Raises;
  if (const Expr *Operand = E.getSubExpr()) {
    Place Exception = U.temporary();
    lowerExpr(Operand, Operand->getType()->isRecordType() ? &Exception : nullptr);
    Raises.Why.edit().Type = typeName(Operand->getType(), U.Ast);
    U.exceptionType(Operand->getType());
  }
  T.What = ThrowEvent{std::move(Raises)};
  emit(std::move(T));
  B.stop();
}

Value Lowering::lowerLambda(const LambdaExpr &E, const Place *Into) {
  Value V;
  V.Path = Into ? *Into : U.temporary();
  requireLambdaBody(*E.getLambdaClass());
  ScopeId Base = B.Scope;
  std::vector<ScopeId> Built;
  for (auto [Capture, Init] : llvm::zip(E.captures(), E.capture_inits())) {
    if (!Init)
      continue;
    const ValueDecl *Captured = Capture.capturesVariable() ? Capture.getCapturedVar() : nullptr;
    auto *Variable = dyn_cast_or_null<VarDecl>(Captured);
    if (Variable && Variable->isInitCapture() && Variable->getType()->isReferenceType()) {
      alias(*Variable, lowerExpr(Init));
      continue;
    }
    if (!Variable || Capture.getCaptureKind() == LCK_ByRef)
      continue;
    Place Member = V.Path;
    Member.field(Variable->getName().str());
    bool Object = Init->getType()->isRecordType() || Init->getType()->isArrayType();
    Value From = lowerExpr(Init, Object ? &Member : nullptr);
    if (Variable->isInitCapture() && !(Object && From.bound().isNone()) && From.bound() != Member)
      assign(Member, From, *Init);
    if (const CXXDestructorDecl *D = U.destructor(Init->getType()))
      Built.push_back(pushDestroy(Member, *D, Init->getSourceRange(), /*Normal=*/false));
  }
  B.deactivate(Base, Built);
  return V;
}

} // namespace asyncsafe
