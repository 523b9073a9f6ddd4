//===- Places.cpp - Access paths of declarations and steps ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "capture/Lowering.h"

#include "capture/Names.h"

using namespace clang;

namespace asyncsafe {

Place Lowering::global(const VarDecl &V) {
  Place P;
  P.Root = Place::RootKind::Global;
  P.Name = qualifiedName(V);
  P.Index = UnitContext::ownerOf(V);
  P.Object = U.object(V);
  return P;
}

Place Lowering::placeOf(const ValueDecl &D) {
  if (auto Known = U.Aliases.find(&D); Known != U.Aliases.end())
    return Known->second;
  auto *V = dyn_cast<VarDecl>(&D);
  if (!V)
    return {};
  bool Changed = Scan.Changed.count(V);
  Place P;
  if (V->hasGlobalStorage()) {
    P = global(*V);
    if (Changed)
      UnstableGlobals.insert(P.Name);
    return P;
  }
  if (V->isInitCapture() && V->getDeclContext() == &Fn) {
    // Part of the closure, whose object the call operator runs on.
    P.Root = Place::RootKind::This;
    P.field(V->getName().str());
    return P;
  }
  P.Name = V->getName().str();
  auto *Parameter = dyn_cast<ParmVarDecl>(V);
  if (Parameter && Parameter->getDeclContext() == &Fn) {
    P.Root = Place::RootKind::Param;
    P.Index = Parameter->getFunctionScopeIndex();
  } else {
    P.Root = Place::RootKind::Local;
    P.Index = U.localIndex(*V);
  }
  if (Changed)
    UnstableRoots.insert({P.Root, P.Index});
  return P;
}

/// A local of this function, not one shared with its enclosing function.
void Lowering::declared(const VarDecl &V) {
  if (V.hasLocalStorage())
    B.F.LocalIds.push_back(U.localIndex(V));
  if (V.hasLocalStorage() && V.getType().isVolatileQualified())
    B.F.VolatileIds.push_back(U.localIndex(V));
}

Place Lowering::field(Place Base, const FieldDecl &F) {
  if (Base.isNone())
    return Base;
  if (F.getIdentifier()) {
    Base.field(F.getName().str());
    Base.Object = U.object(F);
  } else if (auto *Class = dyn_cast<CXXRecordDecl>(F.getParent());
             Class && Class->isLambda() && F.getFieldIndex() < Class->capture_size()) {
    const LambdaCapture &Capture = Class->captures_begin()[F.getFieldIndex()];
    Base.field(Capture.capturesVariable() ? Capture.getCapturedVar()->getName().str() : "this");
  }
  return Base;
}

Place Lowering::addressOf(Place P) {
  if (P.isNone() || P.AddressOf)
    return {};
  if (!P.Path.empty() && P.Path.back().K == Projection::Kind::Deref) {
    P.Path.pop_back();
    return P;
  }
  P.AddressOf = true;
  return P;
}

Place Lowering::dereferenced(Place P) {
  if (!P.isNone())
    P.deref();
  return P;
}

bool Lowering::isPure(const Place &P) { return !P.isNone() && P.Root != Place::RootKind::Temporary; }

/// A pointer on the path \p P may be replaced while a name derived from it is still used.
bool Lowering::isStable(const Place &P, bool Pointer) const {
  bool Loads = Pointer;
  for (const Projection &Step : P.Path)
    Loads |= Step.K == Projection::Kind::Deref;
  if (!Loads)
    return true;
  if (UnstableRoots.count({P.Root, P.Index}) ||
      (P.Root == Place::RootKind::Global && UnstableGlobals.count(P.Name)))
    return false;
  // A pointer loaded from a member stands for the member only while no code here stores to the member.
  for (const Projection &Step : P.Path)
    if ((Pointer && Step.K == Projection::Kind::Index) ||
        (Step.K == Projection::Kind::Field && Scan.ChangedMembers.count(Step.Name)))
      return false;
  return true;
}

bool Lowering::alias(const VarDecl &V, const Value &Init) {
  bool Pointer = V.getType()->isPointerType();
  if (V.getType()->isReferenceType() ? Init.object().isNone()
                                     : !Pointer || Init.Fresh || Scan.Changed.count(&V) || !isPure(Init.Path))
    return false;
  const Place &P = Pointer ? Init.Path : Init.object();
  if (!isStable(P, Pointer && !P.AddressOf))
    return false;
  U.Aliases[&V] = P;
  return true;
}

/// The result of a method that only returns a member, or its address.
Place Lowering::returnedMember(const CXXMethodDecl &M, const Place &Object) {
  const FunctionDecl *Definition = nullptr;
  // Bodies in system headers need not have been parsed.
  if (!M.isDefined(Definition) || U.Where.inSystemHeader(Definition->getLocation()))
    return {};
  auto *Body = dyn_cast_or_null<CompoundStmt>(Definition->getBody());
  auto *Return = Body && Body->size() == 1 ? dyn_cast<ReturnStmt>(Body->body_front()) : nullptr;
  const Expr *E = Return && Return->getRetValue() ? Return->getRetValue()->IgnoreParenImpCasts() : nullptr;
  auto *Unary = dyn_cast_or_null<UnaryOperator>(E);
  bool Address = Unary && Unary->getOpcode() == UO_AddrOf;
  if (Address)
    E = Unary->getSubExpr()->IgnoreParenImpCasts();
  SmallVector<const FieldDecl *, 2> Steps;
  while (auto *Member = dyn_cast_or_null<MemberExpr>(E)) {
    auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    E = Member->getBase()->IgnoreParenImpCasts();
    if (!Field || (Member->isArrow() && !isa<CXXThisExpr>(E)))
      return {};
    Steps.push_back(Field);
  }
  if (Steps.empty() || !isa_and_nonnull<CXXThisExpr>(E))
    return {};
  Place P = Object;
  for (const FieldDecl *Step : llvm::reverse(Steps))
    P = field(std::move(P), *Step);
  return Address ? addressOf(std::move(P)) : P;
}

/// A call without arguments that returns a pointer or reference gets a name: a pseudo-field of the
/// object, or a pseudo-variable.
void Lowering::nameByAccessor(Value &V, const FunctionDecl &F, const Place *Object, bool Virtual,
                              QualType Result) {
  bool Converts = isa<CXXConversionDecl>(F);
  if ((!F.getIdentifier() && !Converts) || F.isNoReturn() ||
      (!Result->isPointerType() && !Result->isReferenceType()))
    return;
  if (!Object) {
    V.Path.Root = Place::RootKind::Global;
    V.Path.Name = U.name(F) + "()";
    V.Path.Index = UnitContext::ownerOf(F);
    V.Fresh = Result->isPointerType();
    return;
  }
  auto *M = dyn_cast<CXXMethodDecl>(&F);
  if (!M || Object->isNone())
    return;
  if (!Virtual)
    V.Path = returnedMember(*M, *Object);
  if (!V.Path.isNone() || Converts)
    return;
  V.Path = *Object;
  V.Path.field(F.getName().str() + "()");
  // Functions such as pop or release return another value each time.
  V.Fresh = Result->isPointerType() && !M->isConst();
}

} // namespace asyncsafe
