//===- Places.cpp - Which access path a declaration or a step is ----------===//

#include "capture/Lowering.h"

#include "capture/Names.h"

using namespace clang;

namespace asyncsafe {

Place Lowering::global(const VarDecl &V) {
  Place P;
  P.Root = Place::RootKind::Global;
  P.Name = qualifiedName(V);
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

/// A local of this function, not one that its enclosing function shares with it.
void Lowering::declared(const VarDecl &V) {
  if (V.hasLocalStorage())
    B.F.LocalIds.push_back(U.localIndex(V));
}

Place Lowering::field(Place Base, const FieldDecl &F) {
  if (Base.isNone())
    return Base;
  if (F.getIdentifier()) {
    Base.field(F.getName().str());
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

bool Lowering::alias(const VarDecl &V, const Value &Init) {
  if (V.getType()->isReferenceType()) {
    if (Init.path().isNone())
      return false;
    U.Aliases[&V] = Init.path();
    return true;
  }
  if (!V.getType()->isPointerType() || Scan.Changed.count(&V) || !isPure(Init.Path))
    return false;
  const Place &P = Init.Path;
  if (UnstableRoots.count({P.Root, P.Index}) || (P.Root == Place::RootKind::Global && UnstableGlobals.count(P.Name)))
    return false;
  // A pointer that is loaded from a member stands for the member only as long
  // as nobody here stores another one there.
  for (const Projection &Step : P.Path)
    if (Step.K == Projection::Kind::Index ||
        (Step.K == Projection::Kind::Field && Scan.ChangedMembers.count(Step.Name)))
      return false;
  U.Aliases[&V] = P;
  return true;
}

/// The pseudo-field or pseudo-variable that a call without arguments names.
Place Lowering::accessor(const FunctionDecl &F, const Place *Object, QualType Result) {
  if (!Result->isPointerType() && !Result->isReferenceType())
    return {};
  if (Object) {
    auto *M = dyn_cast<CXXMethodDecl>(&F);
    if (Object->isNone() || !F.getIdentifier() || !M)
      return {};
    // Popping, releasing and the like answer with another value each time.
    if (Result->isPointerType() && !M->isConst())
      return {};
    Place P = *Object;
    P.field(F.getName().str() + "()");
    return P;
  }
  if (!F.getIdentifier() || F.isNoReturn())
    return {};
  Place P;
  P.Root = Place::RootKind::Global;
  P.Name = U.name(F) + "()";
  return P;
}

} // namespace asyncsafe
