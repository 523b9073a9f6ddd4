//===- SharedObjects.cpp - Objects that threads and handlers can share ----===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Captures the properties of variables with static storage and of fields, and the initial values that
// are worth keeping: tables of functions, constants that give a duration.
//
//===----------------------------------------------------------------------===//

#include "capture/Names.h"
#include "capture/RetypableObjects.h"
#include "capture/UnitContext.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/TargetInfo.h"

using namespace clang;

namespace asyncsafe {

namespace {

/// The T of std::atomic<T>, _Atomic(T); null if \p T is not atomic.
QualType valueOfAtomic(QualType T, bool &IsFlag) {
  if (auto *Atomic = T->getAs<AtomicType>())
    return Atomic->getValueType();
  auto *Class = dyn_cast_or_null<CXXRecordDecl>(T->getAsRecordDecl());
  if (!Class || !Class->isInStdNamespace() || !Class->getIdentifier())
    return {};
  IsFlag = Class->getName() == "atomic_flag";
  auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  if (!Specialization || Class->getName() != "atomic" || Specialization->getTemplateArgs().size() != 1 ||
      Specialization->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  return Specialization->getTemplateArgs()[0].getAsType();
}

/// The typedef \p Name is part of the type's sugar.
bool isTypedef(QualType T, StringRef Name) {
  while (auto *Typedef = T->getAs<TypedefType>()) {
    if (Typedef->getDecl()->getName() == Name)
      return true;
    T = Typedef->desugar();
  }
  return false;
}

/// A struct of an `int` and texts: possibly a signal and its name.
bool isNamedNumber(QualType T) {
  const RecordDecl *R = T->getAsRecordDecl();
  R = R ? R->getDefinition() : nullptr;
  unsigned Numbers = 0;
  for (const FieldDecl *F : R ? R->fields() : RecordDecl::field_range({}, {}))
    if (F->getType()->isSpecificBuiltinType(BuiltinType::Int))
      ++Numbers;
    else if (!F->getType()->isPointerType() || !F->getType()->getPointeeType()->isCharType())
      return false;
  return Numbers == 1;
}

/// An array of a few integers, named or not: possibly the signals for which a loop installs a handler.
bool isShortList(QualType T) {
  constexpr unsigned MaxNumbers = 64;
  auto *Array = dyn_cast<ConstantArrayType>(T.getCanonicalType());
  return Array && Array->getSize().ule(MaxNumbers) &&
         (Array->getElementType()->isSpecificBuiltinType(BuiltinType::Int) ||
          isNamedNumber(Array->getElementType()));
}

/// A number, and an untyped pointer: an entry of a C plugin's table.
bool isSlot(const RecordDecl &R) {
  auto Field = R.field_begin();
  return std::distance(Field, R.field_end()) == 2 && Field->getType()->isIntegerType() &&
         std::next(Field)->getType()->isVoidPointerType();
}

/// It may contain functions.
bool holdsFunctions(QualType T) {
  if (T->isFunctionPointerType())
    return true;
  if (const Type *Element = T->getArrayElementTypeNoTypeQual())
    return holdsFunctions(QualType(Element, 0));
  const RecordDecl *R = T->getAsRecordDecl();
  R = R ? R->getDefinition() : nullptr;
  return R && (isSlot(*R) ||
               llvm::any_of(R->fields(), [](const FieldDecl *F) { return holdsFunctions(F->getType()); }));
}

/// A constant struct of two integers: possibly the length of a wait.
bool isConstantPair(QualType T) {
  const RecordDecl *R = T.isConstQualified() ? T->getAsRecordDecl() : nullptr;
  R = R ? R->getDefinition() : nullptr;
  return R && std::distance(R->field_begin(), R->field_end()) == 2 &&
         llvm::all_of(R->fields(), [](const FieldDecl *F) { return F->getType()->isIntegerType(); });
}

} // namespace

ObjectId UnitContext::object(const ValueDecl &Declared) {
  auto *D = cast<ValueDecl>(Declared.getCanonicalDecl());
  auto [Known, New] = Objects.try_emplace(D, static_cast<ObjectId>(U.Objects.size()));
  if (New) {
    U.Objects.emplace_back();
    describe(U.Objects.back(), Declared);
  }
  return Known->second;
}

void UnitContext::describe(Object &O, const ValueDecl &D) {
  O.Name = qualifiedName(D);
  QualType T = D.getType().getNonReferenceType();
  O.Type = T.getAsString(Ast.getPrintingPolicy());
  O.IsField = isa<FieldDecl>(D);
  O.IsLocalToUnit = O.IsField ? false : !D.isExternallyVisible();
  O.IsVolatile = T.isVolatileQualified();
  O.IsSigAtomic = isTypedef(T, "sig_atomic_t");
  O.IsConst = T.isConstQualified();
  bool IsFlag = false;
  QualType Value = valueOfAtomic(T, IsFlag);
  O.IsAtomic = IsFlag || !Value.isNull();
  if (Value.isNull())
    Value = T;
  O.IsScalar = IsFlag || Value->isScalarType();
  O.IsBool = IsFlag || Value->isBooleanType();
  O.IsPointer = Value->isAnyPointerType();
  if (O.IsScalar && !IsFlag && !Value->isDependentType())
    O.Bits = static_cast<unsigned>(Ast.getTypeSize(Value));
  O.IsLockFree = O.IsAtomic && O.IsScalar && O.Bits <= Ast.getTargetInfo().getMaxAtomicInlineWidth();
  O.IsStopToken = isStandardClass(T, "stop_token") || isStandardClass(T, "stop_source");
  O.Declared = Where.range(clang::SourceRange(D.getLocation()));
  if (auto *V = dyn_cast<VarDecl>(&D)) {
    O.IsThreadLocal = V->getTLSKind() != VarDecl::TLS_None;
    O.IsDefined = V->hasDefinition() != VarDecl::DeclarationOnly;
    if (fitsSigAtomic(*V) && V->getTypeSpecStartLoc().isValid() &&
        V->getTypeSpecStartLoc() != V->getLocation())
      O.TypeRange = Where.range(clang::SourceRange(V->getTypeSpecStartLoc(), V->getTypeSpecEndLoc()));
  } else if (auto *F = dyn_cast<FieldDecl>(&D)) {
    O.Class = qualifiedName(*F->getParent());
    O.IsPrivate = F->getAccess() == AS_private || F->getAccess() == AS_protected;
  }
}

void UnitContext::keepTypes() {
  llvm::DenseSet<const VarDecl *> Candidates;
  for (const auto &[Declared, Id] : Objects)
    if (U.Objects[Id].TypeRange.isValid())
      Candidates.insert(cast<VarDecl>(Declared));
  llvm::DenseSet<const VarDecl *> Free = retypable(Ast, Where, Candidates);
  for (const auto &[Declared, Id] : Objects)
    if (U.Objects[Id].TypeRange.isValid() && !Free.contains(cast<VarDecl>(Declared)))
      U.Objects[Id].TypeRange = {};
}

void UnitContext::initialValues(const VarDecl &V) {
  if (V.getInit() && V.hasGlobalStorage() &&
      (holdsFunctions(V.getType()) || isShortList(V.getType()) || isConstantPair(V.getType()))) {
    Place P;
    P.Root = Place::RootKind::Global;
    P.Name = qualifiedName(V);
    P.Index = ownerOf(V);
    P.Object = object(V);
    initialValue(std::move(P), *V.getInit());
  }
  // Units that use the pointer need the one that gives the table it points to.
  if (V.getInit() && V.hasGlobalStorage() && V.getType()->isPointerType() &&
      holdsFunctions(V.getType()->getPointeeType()))
    object(V);
}

void UnitContext::initialValue(Place P, const Expr &Init) {
  const Expr *E = Init.IgnoreParenImpCasts();
  if (auto *List = dyn_cast<InitListExpr>(E)) {
    if (const InitListExpr *Semantic = List->getSemanticForm())
      List = Semantic;
    if (List->getType()->isArrayType()) {
      P.index();
      for (const Expr *Element : List->inits())
        initialValue(P, *Element);
      return;
    }
    const RecordDecl *R = List->getType()->getAsRecordDecl();
    unsigned Next = 0;
    for (const FieldDecl *F : R ? R->fields() : RecordDecl::field_range({}, {})) {
      if (F->isUnnamedBitField() || (R->isUnion() && F != List->getInitializedFieldInUnion()))
        continue;
      if (Next >= List->getNumInits())
        break;
      Place Part = P;
      if (F->getIdentifier()) {
        Part.field(F->getName().str());
        Part.Object = object(*F);
      }
      initialValue(std::move(Part), *List->getInit(Next++));
    }
    return;
  }
  // A function keeps its identity whatever type the table gives it.
  const Expr *Named = Init.IgnoreParenCasts();
  if (auto *Unary = dyn_cast<UnaryOperator>(Named); Unary && Unary->getOpcode() == UO_AddrOf)
    Named = Unary->getSubExpr()->IgnoreParenCasts();
  InitialValue V;
  V.Subject = std::move(P);
  V.Where = Where.range(Init.getSourceRange());
  if (auto *Reference = dyn_cast<DeclRefExpr>(Named))
    if (auto *F = dyn_cast<FunctionDecl>(Reference->getDecl()))
      V.Function = callee(*F);
  if (V.Function == NoId && E->getType()->isIntegralOrEnumerationType() && !E->isValueDependent()) {
    Expr::EvalResult Known;
    if (E->EvaluateAsInt(Known, Ast) && Known.Val.getInt().getSignificantBits() <= 64)
      V.Constant = Known.Val.getInt().getExtValue();
  }
  if (V.Function != NoId || V.Constant)
    U.InitialValues.push_back(std::move(V));
}

} // namespace asyncsafe
