//===- Calls.cpp - Lowering of calls --------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers calls: names their arguments and their results. What each does: CallEffects.cpp.
//
//===----------------------------------------------------------------------===//

#include "capture/Lowering.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/Builtins.h"

using namespace clang;

namespace asyncsafe {

/// A standard-library function that wraps a reference in an object converting back to it stands for the
/// referenced object.
static bool wrapsReference(const FunctionDecl &F) {
  if (!F.isInStdNamespace() || F.getNumParams() != 1)
    return false;
  auto *Parameter = F.getParamDecl(0)->getType()->getAs<LValueReferenceType>();
  const CXXRecordDecl *Wrapper = F.getReturnType()->getAsCXXRecordDecl();
  if (!Parameter || !Wrapper || !Wrapper->hasDefinition() || !Wrapper->isInStdNamespace())
    return false;
  for (const NamedDecl *D : Wrapper->getVisibleConversionFunctions()) {
    auto *Conversion = dyn_cast<CXXConversionDecl>(D);
    if (!Conversion)
      continue;
    auto *To = Conversion->getConversionType()->getAs<LValueReferenceType>();
    if (To && To->getPointeeType().getCanonicalType() == Parameter->getPointeeType().getCanonicalType())
      return true;
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Arguments
//===----------------------------------------------------------------------===//

/// `std::bind(&Worker::run, this)`: a free system function makes a callable from a function and its
/// arguments.
static bool bindsFirst(const CallExpr &E) {
  const FunctionDecl *F = E.getDirectCallee();
  auto *Result = E.getType()->getAsCXXRecordDecl();
  if (!F || isa<CXXMethodDecl>(F) || !E.getNumArgs() || !Result || !Result->hasDefinition() ||
      !F->getASTContext().getSourceManager().isInSystemHeader(F->getLocation()))
    return false;
  QualType First = E.getArg(0)->getType();
  bool IsFunction =
      First->isFunctionPointerType() || First->isFunctionType() || First->isMemberFunctionPointerType();
  DeclarationName Call = F->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call);
  return IsFunction && !Result->lookup(Call).empty();
}

/// Looks through wrappers that only carry a function to its parameter.
const FunctionDecl *Lowering::functionReference(const Expr *E) {
  for (;;) {
    E = E->IgnoreParens();
    if (auto *Full = dyn_cast<ExprWithCleanups>(E))
      E = Full->getSubExpr();
    else if (auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
      E = Temporary->getSubExpr();
    else if (auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E))
      E = Bind->getSubExpr();
    else if (auto *Cast = dyn_cast<CastExpr>(E))
      E = Cast->getSubExpr();
    else if (auto *Unary = dyn_cast<UnaryOperator>(E);
             Unary && (Unary->getOpcode() == UO_AddrOf || Unary->getOpcode() == UO_Deref ||
                       Unary->getOpcode() == UO_Plus))
      E = Unary->getSubExpr();
    else if (auto *Construct = dyn_cast<CXXConstructExpr>(E);
             Construct && Construct->getNumArgs() >= 1 &&
             !Construct->getType()->getAsCXXRecordDecl()->isLambda())
      E = Construct->getArg(0);
    else if (auto *Converts = dyn_cast<CXXMemberCallExpr>(E); // a lambda becomes a function pointer
             Converts && isa_and_nonnull<CXXConversionDecl>(Converts->getMethodDecl()) &&
             Converts->getMethodDecl()->getParent()->isLambda())
      E = Converts->getImplicitObjectArgument();
    else if (auto *Call = dyn_cast<CallExpr>(E); Call && bindsFirst(*Call))
      E = Call->getArg(0);
    else
      break;
  }
  if (auto *Reference = dyn_cast<DeclRefExpr>(E))
    if (auto *F = dyn_cast<FunctionDecl>(Reference->getDecl()))
      return F;
  if (E->getType().isNull())
    return nullptr;
  const CXXRecordDecl *Closure = E->getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!Closure || !Closure->isLambda())
    return nullptr;
  if (const FunctionTemplateDecl *Generic = Closure->getDependentLambdaCallOperator()) {
    for (const FunctionDecl *F : Generic->specializations())
      if (F->hasBody())
        return F;
    return nullptr;
  }
  return Closure->getLambdaCallOperator();
}

CalleeId Lowering::functionArgument(const Expr *E) {
  QualType T = E->getType();
  if (T.isNull() || T->isArithmeticType() || T->isEnumeralType())
    return NoId;
  const FunctionDecl *F = functionReference(E);
  return F ? U.callee(*F) : NoId;
}

CalleeId Lowering::functionValue(const Expr *E) {
  QualType T = E->getType();
  return T->isFunctionPointerType() || T->isFunctionType() || T->isReferenceType() ? functionArgument(E)
                                                                                   : NoId;
}

void Lowering::lowerArgument(const Expr *E, CallSite &Site, const FunctionDecl *Callee) {
  Value V = lowerExpr(E);
  useAsArgument(*E, V.bound(), Callee);
  unsigned Index = static_cast<unsigned>(Site.Args.size());
  Site.Args.push_back(V.path());
  Site.Constants.push_back(V.Constant ? V.Constant : constant(E));
  if (std::optional<int64_t> Length = duration(E))
    Site.Durations.emplace_back(Index, *Length);
  if (CalleeId F = functionArgument(E); F != NoId)
    Site.FunctionArgs.push_back({Index, F});
  if (V.Truth && E->getType()->isBooleanType() && !Site.Constants.back())
    TestedArguments.insert({E, *V.Truth});
}

void Lowering::lowerArguments(ArrayRef<const Expr *> Args, CallSite &Site, const FunctionDecl *Callee) {
  for (const Expr *A : Args)
    lowerArgument(A, Site, Callee);
}

ArrayRef<const Expr *> Lowering::written(ArrayRef<const Expr *> Args) {
  while (!Args.empty() && isa<CXXDefaultArgExpr>(Args.back()))
    Args = Args.drop_back();
  return Args;
}

void Lowering::requireLambdaBody(const CXXRecordDecl &Class) {
  U.requireLambda(Class, Closure ? Pending.OuterThisId : B.F.OuterThisId);
}

static bool isFenceBuiltin(unsigned Builtin) {
  switch (Builtin) {
  case Builtin::BI__sync_synchronize:
  case Builtin::BI__atomic_thread_fence:
  case Builtin::BI__atomic_signal_fence:
  case Builtin::BI__c11_atomic_thread_fence:
  case Builtin::BI__c11_atomic_signal_fence:
    return true;
  default:
    return false;
  }
}

Value Lowering::lowerBuiltin(const CallExpr &E, const FunctionDecl &F, bool &Done) {
  Done = true;
  switch (F.getBuiltinID()) {
  case Builtin::BImove:
  case Builtin::BIforward:
  case Builtin::BIforward_like:
  case Builtin::BImove_if_noexcept:
  case Builtin::BIas_const:
  case Builtin::BI__builtin_launder:
  case Builtin::BI__builtin_assume_aligned:
  case Builtin::BI__builtin_expect:
  case Builtin::BI__builtin_expect_with_probability: {
    if (!E.getNumArgs())
      return {};
    Value V = lowerExpr(E.getArg(0));
    for (unsigned I = 1; I < E.getNumArgs(); ++I)
      lowerExpr(E.getArg(I));
    return V;
  }
  case Builtin::BIaddressof:
  case Builtin::BI__addressof:
  case Builtin::BI__builtin_addressof: {
    if (!E.getNumArgs())
      return {};
    Value V;
    V.Path = addressOf(lowerExpr(E.getArg(0)).object());
    return V;
  }
  case Builtin::BI__builtin_constant_p:
  case Builtin::BI__builtin_object_size:
  case Builtin::BI__builtin_dynamic_object_size:
  case Builtin::BI__builtin_classify_type:
    return {};
  default:
    break;
  }
  // A name with a builtin's number may be an ordinary library function.
  if (U.Ast.BuiltinInfo.isPredefinedLibFunction(F.getBuiltinID()) ||
      U.row(F, written(ArrayRef(E.getArgs(), E.getNumArgs())))) {
    Done = false;
    return {};
  }
  // The older atomics all take the address of an object and change it.
  bool Atomic = F.getBuiltinID() >= Builtin::BI__sync_fetch_and_add &&
                F.getBuiltinID() <= Builtin::BI__sync_swap_16 && E.getNumArgs();
  if (Atomic) {
    Place Object = dereferenced(lowerExpr(E.getArg(0)).object());
    usedAtomically(Object);
    read(Object, E);
    assign(Object, {}, E);
  }
  for (const Expr *A : llvm::drop_begin(E.arguments(), Atomic))
    lowerExpr(A);
  if (isFenceBuiltin(F.getBuiltinID()))
    emitBarrier(E);
  if (F.isNoReturn()) {
    CallSite Site;
    Site.Callee = U.callee(F);
    emit(event(CallEvent{std::move(Site)}, E, /*Spelled=*/true));
    B.stop();
  }
  Value V;
  V.Constant = constant(&E);
  return V;
}

Value Lowering::lowerDestructorCall(const CXXMemberCallExpr &E, const CXXDestructorDecl &D) {
  auto *Member = cast<MemberExpr>(E.getCallee()->IgnoreParens());
  Value Object = lowerExpr(Member->getBase());
  Place P = Object.object();
  if (Member->isArrow())
    P = dereferenced(std::move(P));
  if (D.isTrivial())
    return {};
  CallSite Site;
  Site.This = P;
  Site.Callee = U.callee(D, D.isVirtual() && !Member->hasQualifier());
  if (const ModelRow *Row = U.row(D, {}))
    emitEffects(Row->Effects, Site, E, Row->SourceText);
  emit(event(DestroyEvent{P, std::move(Site)}, E, /*Spelled=*/true));
  return {};
}

/// The pointer, or its type, is declared for C: whatever is stored there returns to C code as a rule, and
/// does not throw.
static bool isDeclaredForC(const Expr &Pointer) {
  for (auto *Named = Pointer.getType()->getAs<TypedefType>(); Named;
       Named = Named->getDecl()->getUnderlyingType()->getAs<TypedefType>())
    if (Named->getDecl()->getDeclContext()->isExternCContext())
      return true;
  const Expr *E = Pointer.IgnoreParenImpCasts();
  if (auto *Deref = dyn_cast<UnaryOperator>(E); Deref && Deref->getOpcode() == UO_Deref)
    return isDeclaredForC(*Deref->getSubExpr());
  auto *Member = dyn_cast<MemberExpr>(E);
  return Member && Member->getMemberDecl()->getDeclContext()->isExternCContext();
}

/// `(*p)(…)` calls what `p` holds, as `p(…)` does.
static Place pointerOf(const Expr &Callee, Place Called) {
  const Expr *E = Callee.IgnoreParenImpCasts();
  for (auto *Star = dyn_cast<UnaryOperator>(E);
       Star && Star->getOpcode() == UO_Deref && Star->getType()->isFunctionType();
       Star = dyn_cast<UnaryOperator>(E)) {
    if (!Called.Path.empty() && Called.Path.back().K == Projection::Kind::Deref)
      Called.Path.pop_back();
    E = Star->getSubExpr()->IgnoreParenImpCasts();
  }
  return Called;
}

Value Lowering::lowerCall(const CallExpr &E, const Place *Into) {
  const FunctionDecl *F = E.getDirectCallee();
  auto *Method = dyn_cast_or_null<CXXMethodDecl>(F);
  if (F && F->getBuiltinID()) {
    bool Done = false;
    Value V = lowerBuiltin(E, *F, Done);
    if (Done)
      return V;
  }
  if (auto *Call = dyn_cast<CXXMemberCallExpr>(&E); Call && Method)
    if (auto *D = dyn_cast<CXXDestructorDecl>(Method))
      return lowerDestructorCall(*Call, *D);
  if (isa<CXXPseudoDestructorExpr>(E.getCallee()->IgnoreParens())) {
    lowerExpr(cast<CXXPseudoDestructorExpr>(E.getCallee()->IgnoreParens())->getBase());
    return {};
  }
  if (F && wrapsReference(*F) && E.getNumArgs() == 1)
    return lowerExpr(E.getArg(0));

  ArrayRef<const Expr *> Args(E.getArgs(), E.getNumArgs());
  CallSite Site;
  bool Virtual = false, HasObject = false;
  Place Object;
  std::string IndirectName;
  auto *OperatorCall = dyn_cast<CXXOperatorCallExpr>(&E);
  if (auto *Member = dyn_cast<MemberExpr>(E.getCallee()->IgnoreParens());
      Member && Method && isa<CXXMemberCallExpr>(E)) {
    Value Base = lowerExpr(Member->getBase());
    Object = Base.object();
    if (Member->isArrow())
      Object = dereferenced(std::move(Object));
    HasObject = true;
    if (Method->isVirtual() && Member->performsVirtualDispatch(U.Ast.getLangOpts())) {
      const CXXMethodDecl *Exact = Method->getDevirtualizedMethod(Member->getBase(), /*IsAppleKext=*/false);
      Virtual = !Exact;
      if (Exact)
        F = Method = Exact;
    }
  } else if (OperatorCall && Method && !Method->isExplicitObjectMemberFunction() && !Args.empty()) {
    // The right operand of an assignment is evaluated first.
    if (OperatorCall->isAssignmentOp() && Args.size() == 2)
      lowerArgument(Args[1], Site);
    Object = lowerExpr(Args[0]).object();
    HasObject = !Method->isStatic();
    if (!OperatorCall->isAssignmentOp())
      lowerArguments(Args.drop_front(), Site);
    Virtual = Method->isVirtual() && !Method->getDevirtualizedMethod(Args[0], /*IsAppleKext=*/false);
    Args = Args.drop_front();
  } else if (!F) {
    Value Called = lowerExpr(E.getCallee());
    Site.This = pointerOf(*E.getCallee(), Called.path());
    IndirectName = Called.path().isNone() ? U.Where.spelling(U.Where.range(E.getCallee()->getSourceRange()))
                                          : spelling(Called.path());
  }
  if (HasObject)
    Site.This = Object;
  if (Site.Args.empty())
    lowerArguments(Args, Site, F);

  Value V;
  if (!E.getType()->isVoidType()) {
    bool Made =
        Into && Into->Root == Place::RootKind::Temporary && Into->Path.empty() && E.getType()->isRecordType();
    Site.Result = Made ? *Into : U.temporary();
    V.Result = Site.Result;
  }
  if (!F) {
    QualType Callee = E.getCallee()->getType();
    const FunctionType *Type = nullptr;
    if (auto *Pointer = Callee->getAs<PointerType>())
      Type = Pointer->getPointeeType()->getAs<FunctionType>();
    auto *Proto = dyn_cast_or_null<FunctionProtoType>(Type);
    Site.Callee = U.indirectCallee(IndirectName, Proto && Proto->isNothrow(), isDeclaredForC(*E.getCallee()));
    emit(event(CallEvent{std::move(Site)}, E, /*Spelled=*/true));
    if (Type && Type->getNoReturnAttr())
      B.stop();
    return V;
  }

  // Assignment of a trivial class copies bytes.
  if (Method && Method->isTrivial() && OperatorCall && OperatorCall->isAssignmentOp() &&
      Site.Args.size() == 1) {
    Value From;
    From.Path = Site.Args[0];
    assign(Object, From, E);
    V.Result = Place();
    V.Path = Object;
    return V;
  }
  OverloadedOperatorKind Operator = OperatorCall ? OperatorCall->getOperator() : OO_None;
  const ModelRow *Row = U.row(*F, written(Args));
  if (Row && answer(Row->Effects, Site, E, V)) {
    emitCall(*F, Virtual, std::move(Site), Args, E);
    return V;
  }
  if (Operator == OO_Arrow && Site.Args.empty()) {
    V.Path = Object;
  } else if (Operator == OO_Star && HasObject && Site.Args.empty()) {
    V.Path = dereferenced(Object);
  } else if (Operator == OO_Equal && HasObject) {
    V.Path = Object;
  } else if (Operator == OO_Subscript && HasObject && !Object.isNone()) {
    V.Path = Object;
    V.Path.index();
  } else if (E.getNumArgs() == 0 && (!Row || Row->Effects.empty())) {
    nameByAccessor(V, *F, HasObject ? &Object : nullptr, Virtual, E.getCallReturnType(U.Ast));
  }
  if (const KnownOutcome *Known = outcome(*F, Site); Known && Known->Returns)
    V.Constant = Known->Returns;
  // A path through an object denotes the value as well as the call's result does.
  if (Operator == OO_Arrow || Operator == OO_Star || Operator == OO_Equal || Operator == OO_Subscript)
    if (!V.Path.isNone() && E.isGLValue())
      V.Result = Place();
  emitCall(*F, Virtual, std::move(Site), Args, E);
  return V;
}

} // namespace asyncsafe
