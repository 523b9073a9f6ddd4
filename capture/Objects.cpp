//===- Objects.cpp - Construction, destruction, temporaries ---------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers construction and destruction: what is already built when a constructor, an initialiser or a new
// expression fails halfway, and the lifetime of each object.
//
//===----------------------------------------------------------------------===//

#include "capture/Compat.h"
#include "capture/Lowering.h"

#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asyncsafe {

void Lowering::interruptByThrow(const Stmt &Where, const char *Type, const char *Witness, Place Size) {
  Effect Raises;
  Raises.Subject = std::move(Size);
  Raises.Sure = Certainty::Likely;
  Raises.Why = Provenance{Type, Witness, {}};
  U.exceptionType(Type);
  emit(event(EffectEvent{std::move(Raises), {}}, Where, /*Spelled=*/true));
}

//===----------------------------------------------------------------------===//
// Constructor calls
//===----------------------------------------------------------------------===//

Value Lowering::lowerConstruct(const CXXConstructExpr &E, const Place *Into) {
  const CXXConstructorDecl &C = *E.getConstructor();
  if (E.isElidable() && U.Ast.getLangOpts().ElideConstructors && E.getNumArgs()) {
    // Built in place of the temporary that it would be copied from.
    const Expr *From = E.getArg(0)->IgnoreParens();
    while (auto *Cast = dyn_cast<ImplicitCastExpr>(From))
      From = Cast->getSubExpr();
    if (auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(From))
      From = Temporary->getSubExpr();
    return lowerExpr(From, Into);
  }
  Value V;
  V.Path = Into ? *Into : U.temporary();
  ArrayRef<const Expr *> Args(E.getArgs(), E.getNumArgs());
  if (C.isTrivial()) {
    if (Args.empty() || !C.isCopyOrMoveConstructor())
      return V;
    Value From = lowerExpr(Args[0]);
    if (From.path() != V.Path && !From.path().isNone()) {
      emit(event(AssignEvent{V.Path, From.path()}, E));
    }
    return V;
  }
  ScopeId Base = B.Scope;
  Place Object = V.Path;
  bool Array = E.getType()->isArrayType();
  if (Array) {
    Object.index();
    if (const CXXDestructorDecl *D = U.destructor(E.getType())) {
      pushDestroy(Object, *D, E.getSourceRange(), /*Normal=*/false);
      B.F.Scopes[B.Scope].Conditional = true;
    }
  }
  CallSite Site;
  Site.This = Object;
  Site.Result = Object;
  lowerArguments(Args, Site, &C);
  emitCall(C, /*Virtual=*/false, std::move(Site), Args, E);
  if (Array)
    popTo(Base);
  return V;
}

Value Lowering::lowerInherited(const CXXInheritedCtorInitExpr &E, const Place *Into) {
  Value V;
  V.Path = Into ? *Into : U.temporary();
  CallSite Site;
  Site.This = V.Path;
  Site.Result = V.Path;
  if (!E.getConstructor()->isTrivial())
    emitCall(*E.getConstructor(), /*Virtual=*/false, std::move(Site), {}, E);
  return V;
}

//===----------------------------------------------------------------------===//
// Aggregates
//===----------------------------------------------------------------------===//

static constexpr size_t MaxNumbers = 16;

static bool isNumber(const Expr &E) {
  const Expr *Inner = E.IgnoreParenImpCasts();
  return isa<IntegerLiteral>(Inner) || isa<FloatingLiteral>(Inner) || isa<StringLiteral>(Inner);
}

Value Lowering::lowerInitList(const Expr &E, ArrayRef<Expr *> Inits, const Place *Into) {
  auto *List = dyn_cast<InitListExpr>(&E);
  QualType T = E.getType();
  if (!T->isRecordType() && !T->isArrayType()) {
    Value V;
    for (const Expr *I : Inits)
      V = lowerExpr(I, Into);
    return V;
  }
  if (List && List->isTransparent() && Inits.size() == 1)
    return lowerExpr(Inits[0], Into);

  Value V;
  V.Path = Into ? *Into : U.temporary();
  ScopeId Base = B.Scope;
  std::vector<ScopeId> Built;
  auto Initialise = [&](const Expr *Init, const Place &P, QualType Type) {
    bool Default = isa<CXXDefaultInitExpr>(Init);
    if (Default)
      ThisOverride.push_back(V.Path);
    bool Object = Type->isRecordType() || Type->isArrayType();
    Value From = lowerExpr(Init, Object ? &P : nullptr);
    if (Default)
      ThisOverride.pop_back();
    if (!Object) {
      From.Function = functionValue(Init);
      if (!From.Constant)
        From.Constant = constant(Init);
    }
    bool Zeroed = isa<ImplicitValueInitExpr>(Init);
    if (Zeroed)
      From.Constant = 0;
    if (Zeroed || (From.bound() != P && !(From.bound().isNone() && Object)))
      assign(P, From, Zeroed ? E : *Init);
  };
  if (T->isArrayType()) {
    Place Element = V.Path;
    Element.index();
    QualType Type = U.Ast.getAsArrayType(T)->getElementType();
    if (const CXXDestructorDecl *D = U.destructor(T)) {
      Built.push_back(pushDestroy(Element, *D, E.getSourceRange(), /*Normal=*/false));
      B.F.Scopes[B.Scope].Conditional = true;
    }
    for (const Expr *I : Inits) {
      // Large tables of numbers are ignored; a few numbers may be signals.
      if ((Inits.size() > MaxNumbers || !Type->isIntegerType()) && isNumber(*I))
        continue;
      Initialise(I, Element, Type);
    }
    if (List && List->hasArrayFiller() && isa<CXXConstructExpr>(List->getArrayFiller()->IgnoreImplicit()))
      Initialise(List->getArrayFiller(), Element, Type);
    B.deactivate(Base, Built);
    return V;
  }

  const RecordDecl *R = T->getAsRecordDecl();
  size_t Next = 0;
  auto Take = [&](const Place &P, QualType Type) {
    if (Next >= Inits.size())
      return;
    const Expr *Init = Inits[Next++];
    if (!Init)
      return;
    Initialise(Init, P, Type);
    if (const CXXDestructorDecl *D = U.destructor(Type))
      Built.push_back(pushDestroy(P, *D, Init->getSourceRange(), /*Normal=*/false));
  };
  if (R->isUnion()) {
    const FieldDecl *F = List ? List->getInitializedFieldInUnion()
                              : cast<CXXParenListInitExpr>(E).getInitializedFieldInUnion();
    if (F)
      Take(field(V.Path, *F), F->getType());
  } else {
    if (auto *Class = dyn_cast<CXXRecordDecl>(R))
      for (const CXXBaseSpecifier &Parent : Class->bases())
        Take(V.Path, Parent.getType());
    for (const FieldDecl *F : R->fields())
      if (!F->isUnnamedBitField())
        Take(field(V.Path, *F), F->getType());
  }
  B.deactivate(Base, Built);
  return V;
}

Value Lowering::lowerArrayLoop(const ArrayInitLoopExpr &E, const Place *Into) {
  Value Source = lowerExpr(E.getCommonExpr()->getSourceExpr());
  Opaque[E.getCommonExpr()] = Source;
  Value V;
  V.Path = Into ? *Into : U.temporary();
  Place Element = V.Path;
  Element.index();
  ScopeId Base = B.Scope;
  std::vector<ScopeId> Built;
  if (const CXXDestructorDecl *D = U.destructor(E.getType())) {
    Built.push_back(pushDestroy(Element, *D, E.getSourceRange(), /*Normal=*/false));
    B.F.Scopes[B.Scope].Conditional = true;
  }
  lowerExpr(E.getSubExpr(), &Element);
  B.deactivate(Base, Built);
  return V;
}

//===----------------------------------------------------------------------===//
// Temporaries
//===----------------------------------------------------------------------===//

Value Lowering::lowerMaterialize(const MaterializeTemporaryExpr &E) {
  // The object is the whole temporary; the expression may name a part of it.
  SmallVector<const Expr *, 2> Commas;
  SmallVector<SubobjectAdjustment, 2> Parts;
  const Expr *Made = E.getSubExpr()->skipRValueSubobjectAdjustments(Commas, Parts);
  for (const Expr *C : Commas)
    lowerDiscarded(C);
  Value V;
  bool Object = Made->getType()->isRecordType() || Made->getType()->isArrayType();
  if (!Object)
    return lowerExpr(Made);
  Place P = U.temporary();
  V = lowerExpr(Made, &P);
  if (V.bound().isNone())
    V.Path = P;
  if (const CXXDestructorDecl *D = U.destructor(Made->getType())) {
    switch (E.getStorageDuration()) {
    case SD_FullExpression:
      pushDestroy(V.path(), *D, E.getSourceRange(), /*Normal=*/true);
      break;
    case SD_Automatic: {
      ScopeId S = pushDestroy(V.path(), *D, E.getSourceRange(), /*Normal=*/!FullExpressions);
      if (Arms)
        B.F.Scopes[S].Conditional = true;
      if (FullExpressions)
        Extended.push_back(S);
      break;
    }
    default:
      break;
    }
  }
  if (Parts.empty())
    return V;
  Value Part;
  Part.Path = V.path();
  for (const SubobjectAdjustment &A : llvm::reverse(Parts))
    if (A.Kind == SubobjectAdjustment::FieldAdjustment)
      Part.Path = field(std::move(Part.Path), *A.Field);
  return Part;
}

//===----------------------------------------------------------------------===//
// new and delete
//===----------------------------------------------------------------------===//

Value Lowering::lowerNew(const CXXNewExpr &E) {
  const FunctionDecl *New = E.getOperatorNew();
  Place Count; // of elements, where that is a variable
  if (std::optional<const Expr *> Size = E.getArraySize())
    Count = constant(*Size) ? (lowerExpr(*Size), Place()) : lowerExpr(*Size).bound();
  CallSite Allocation;
  Allocation.Args.emplace_back();
  Allocation.Constants.emplace_back();
  for (unsigned I = 0; I < E.getNumPlacementArgs(); ++I)
    lowerArgument(E.getPlacementArg(I), Allocation);

  Value V;
  V.Result = U.temporary();
  bool InPlace = New && New->isReservedGlobalPlacementOperator();
  bool Replaceable = !New || New->isReplaceableGlobalAllocationFunction();
  bool NoThrow = New && UnitContext::noThrow(*New);
  bool Acquires = !InPlace && (Replaceable || E.getNumPlacementArgs() == 0);
  Place Object;
  if (InPlace) {
    Object = dereferenced(Allocation.Args.size() > 1 ? Allocation.Args[1] : Place());
    V.Path = Allocation.Args.size() > 1 ? Allocation.Args[1] : Place();
  } else {
    Object = dereferenced(V.Result);
    if (!Replaceable) {
      Allocation.Result = V.Result;
      Allocation.Callee = U.callee(*New);
      emit(event(CallEvent{Allocation}, E, /*Spelled=*/true));
    } else if (!NoThrow) {
      interruptByThrow(E, "std::bad_alloc", "operator new",
                       Count.Root == Place::RootKind::Local ? Count : Place());
    }
  }

  if (const Expr *Init = E.getInitializer()) {
    ScopeId Base = B.Scope;
    std::vector<ScopeId> Undo;
    const FunctionDecl *Delete = E.getOperatorDelete();
    if (Delete && !Delete->isReservedGlobalPlacementOperator()) {
      UnwindScope S;
      S.Kind = ScopeKind::Cleanup;
      S.Range = U.Where.range(E.getSourceRange());
      S.RunsOn = static_cast<uint8_t>(~(1u << static_cast<unsigned>(Source::Jump)));
      CallSite Frees;
      Frees.Callee = U.callee(*Delete);
      Frees.Args.push_back(V.Result);
      Frees.Constants.emplace_back();
      S.Action.What = CallEvent{std::move(Frees)};
      S.Action.Expr = S.Range;
      Undo.push_back(B.push(std::move(S), {false, nullptr, nullptr}));
    }
    QualType T = E.getAllocatedType();
    // An initialiser of array type names the elements itself.
    if (E.isArray() && !Init->getType()->isArrayType()) {
      Object.index();
      if (isa<CXXConstructExpr>(Init->IgnoreImplicit()))
        if (const CXXDestructorDecl *D = U.destructor(T)) {
          Undo.push_back(pushDestroy(Object, *D, E.getSourceRange(), /*Normal=*/false));
          B.F.Scopes[B.Scope].Conditional = true;
        }
    }
    Value Made = lowerExpr(Init, &Object);
    if (!T->isRecordType() && !E.isArray() && !Made.bound().isNone())
      assign(Object, Made, *Init);
    B.deactivate(Base, Undo);
  }

  if (Acquires) {
    Effect Holds;
    Holds.Kind = EffectKind::Acquire;
    Holds.Resource = E.isArray() ? ResourceKind::Array : ResourceKind::Heap;
    Holds.Subject = V.Result;
    if (NoThrow)
      Holds.Success = Predicate{Predicate::Op::NE, 0};
    CallSite Site;
    Site.Result = V.Result;
    emit(event(EffectEvent{std::move(Holds), std::move(Site)}, E, /*Spelled=*/true));
  }
  return V;
}

Value Lowering::lowerDelete(const CXXDeleteExpr &E) {
  Place Pointer = lowerExpr(E.getArgument()).path();
  const FunctionDecl *Delete = E.getOperatorDelete();
  QualType T = E.getDestroyedType();
  if (Delete && Delete->isDestroyingOperatorDelete()) {
    CallSite Site;
    Site.Args.push_back(Pointer);
    Site.Constants.emplace_back();
    emitCall(*Delete, /*Virtual=*/false, std::move(Site), {}, E);
    return {};
  }
  const CXXDestructorDecl *D = T.isNull() ? nullptr : U.destructor(T);
  if (D) {
    Place Object = dereferenced(Pointer);
    if (E.isArrayForm())
      Object = Pointer, Object.index();
    ScopeId Base = B.Scope;
    if (!UnitContext::noThrow(*D) && Delete) {
      // The memory is released even if the destructor throws.
      CallSite Site;
      Site.Callee = U.callee(*Delete);
      Site.Args.push_back(Pointer);
      Site.Constants.emplace_back();
      pushCleanup(Site, nullptr, E.getSourceRange(),
                  static_cast<uint8_t>(~(1u << static_cast<unsigned>(Source::Jump))), /*Normal=*/false);
    }
    CallSite Site;
    Site.This = Object;
    Site.Callee = U.callee(*D, D->isVirtual() && !E.isArrayForm());
    emit(event(DestroyEvent{Object, std::move(Site)}, E, /*Spelled=*/true));
    B.Scope = Base;
  }
  Effect Frees;
  Frees.Kind = EffectKind::Release;
  Frees.Resource = E.isArrayForm() ? ResourceKind::Array : ResourceKind::Heap;
  Frees.Subject = Pointer;
  emit(event(EffectEvent{std::move(Frees), {}}, E, /*Spelled=*/true));
  return {};
}

//===----------------------------------------------------------------------===//
// Constructors and destructors themselves
//===----------------------------------------------------------------------===//

void Lowering::lowerConstructorPrologue(const CXXConstructorDecl &C) {
  Place This;
  This.Root = Place::RootKind::This;
  for (const CXXCtorInitializer *I : C.inits()) {
    const Expr *Init = I->getInit();
    if (!Init)
      continue;
    Here = {Init, {}, NoId, 0, false};
    if (I->isBaseInitializer() || I->isDelegatingInitializer()) {
      lowerExpr(Init, &This);
      QualType T(I->isDelegatingInitializer() ? compat::typeOf(U.Ast, C.getParent())
                                              : QualType(I->getBaseClass(), 0));
      if (const CXXDestructorDecl *D = U.destructor(T))
        pushDestroy(This, *D, I->getSourceRange(), /*Normal=*/false);
      continue;
    }
    const FieldDecl *F = I->getAnyMember();
    if (!F)
      continue;
    Place P = This;
    if (auto *Indirect = I->getIndirectMember()) {
      for (const NamedDecl *Step : Indirect->chain())
        if (auto *StepField = dyn_cast<FieldDecl>(Step))
          P = field(std::move(P), *StepField);
    } else {
      P = field(std::move(P), *F);
    }
    initialise(std::move(P), *F, *Init);
  }
  Here = {C.getBody(), {}, NoId, 0, false};
}

void Lowering::initialise(Place P, const FieldDecl &F, const Expr &Init) {
  QualType T = F.getType();
  bool Object = T->isRecordType() || T->isArrayType();
  Value From = lowerExpr(&Init, Object ? &P : nullptr);
  if (!From.Constant && !Object)
    From.Constant = constant(&Init);
  if (From.bound() != P && !(Object && From.bound().isNone()))
    assign(P, From, Init);
  if (const CXXDestructorDecl *D = U.destructor(T))
    pushDestroy(P, *D, F.getSourceRange(), /*Normal=*/false);
}

/// Members and bases that the destructor destroys after its body.
void Lowering::pushMembers(const CXXRecordDecl &R) {
  if (R.isUnion())
    return;
  Place This;
  This.Root = Place::RootKind::This;
  auto PushBase = [&](const CXXBaseSpecifier &Parent) {
    if (const CXXDestructorDecl *D = U.destructor(Parent.getType()))
      pushDestroy(This, *D, Parent.getSourceRange(), /*Normal=*/true);
  };
  for (const CXXBaseSpecifier &Parent : R.vbases())
    PushBase(Parent);
  for (const CXXBaseSpecifier &Parent : R.bases())
    if (!Parent.isVirtual())
      PushBase(Parent);
  for (const FieldDecl *F : R.fields()) {
    const RecordDecl *Nested = F->getType()->getAsRecordDecl();
    if (Nested && Nested->isUnion() && Nested->isAnonymousStructOrUnion())
      continue;
    if (const CXXDestructorDecl *D = U.destructor(F->getType()))
      pushDestroy(field(This, *F), *D, F->getSourceRange(), /*Normal=*/true);
  }
}

} // namespace asyncsafe
