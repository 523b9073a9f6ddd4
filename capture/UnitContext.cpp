//===- UnitContext.cpp - The tables of one captured unit ------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "capture/UnitContext.h"

#include "capture/Compat.h"

#include "capture/Names.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/Builtins.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace asyncsafe {

UnitContext::UnitContext(ASTContext &Ast, const ModelSet &Models, const CaptureOptions &Options)
    : Ast(Ast), Models(Models), Options(Options), Where(Ast, U.Files) {
  for (const ModelRow &Row : Models.rows())
    if (Row.EvidenceOf)
      for (const std::string &Name : Row.Names)
        EvidenceOf[Name] = *Row.EvidenceOf;
}

//===----------------------------------------------------------------------===//
// Callees
//===----------------------------------------------------------------------===//

/// A function of the standard library from numbers to a number only computes, and has no reason to
/// throw.
static bool onlyComputes(const FunctionDecl &F) {
  auto IsNumber = [](QualType T) { return T->isArithmeticType() && !T->isDependentType(); };
  if (!F.isInStdNamespace() || isa<CXXMethodDecl>(F) || !F.getNumParams() || !IsNumber(F.getReturnType()))
    return false;
  return llvm::all_of(F.parameters(), [&](const ParmVarDecl *P) { return IsNumber(P->getType()); });
}

/// A function of the standard library that only copies bytes (std::bind of a member and a pointer): its
/// result owns nothing.
static bool onlyCopies(const FunctionDecl &F) {
  auto *Result = F.getReturnType()->getAsCXXRecordDecl();
  if (!F.isInStdNamespace() || isa<CXXMethodDecl>(F) || !F.getNumParams() || !Result ||
      !Result->hasDefinition() || !Result->hasTrivialDestructor())
    return false;
  return llvm::all_of(F.parameters(), [&](const ParmVarDecl *P) {
    QualType T = P->getType().getNonReferenceType();
    auto *Class = T->getAsCXXRecordDecl();
    return !T->isDependentType() && (Class ? Class->hasDefinition() && Class->isEmpty() && !Class->isLambda()
                                           : T->isScalarType() || T->isFunctionType());
  });
}

/// An inline function of a C header whose body calls nothing that could throw. In a C++ unit it is
/// otherwise a C++ function like any other.
static bool bodyCannotThrow(const FunctionDecl &F, unsigned Depth = 3) {
  const FunctionDecl *Definition = nullptr;
  if (isa<CXXMethodDecl>(F) || F.isTemplateInstantiation() ||
      !F.getDeclContext()->getRedeclContext()->isTranslationUnit() || !F.isDefined(Definition) ||
      !Definition->getBody())
    return false;
  SmallVector<const Stmt *, 16> Work{Definition->getBody()};
  for (unsigned Left = 200; !Work.empty(); --Left) {
    const Stmt *Each = Work.pop_back_val();
    if (!Left || isa<CXXThrowExpr>(Each) || isa<CXXNewExpr>(Each) || isa<CXXConstructExpr>(Each) ||
        isa<AsmStmt>(Each))
      return false;
    if (auto *Call = dyn_cast<CallExpr>(Each)) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      if (!Callee || !(Callee->hasAttr<NoThrowAttr>() || (Callee->isExternC() && !Callee->hasBody()) ||
                       (Depth && bodyCannotThrow(*Callee, Depth - 1))))
        return false;
    }
    for (const Stmt *Child : Each->children())
      if (Child)
        Work.push_back(Child);
  }
  return true;
}

bool UnitContext::noThrow(const FunctionDecl &F) {
  if (F.hasAttr<NoThrowAttr>() || onlyComputes(F) || onlyCopies(F))
    return true;
  auto *Type = F.getType()->getAs<FunctionProtoType>();
  if (!Type)
    return false;
  ExceptionSpecificationType Spec = Type->getExceptionSpecType();
  if (isUnresolvedExceptionSpec(Spec) || Spec == EST_DependentNoexcept)
    return isa<CXXDestructorDecl>(F);
  return Type->isNothrow();
}

const std::string &UnitContext::name(const FunctionDecl &F) {
  auto [Known, New] = NameCache.try_emplace(F.getCanonicalDecl());
  if (New)
    Known->second = qualifiedName(F);
  return Known->second;
}

const std::string &UnitContext::key(const FunctionDecl &F) {
  auto [Known, New] = KeyCache.try_emplace(F.getCanonicalDecl());
  if (New)
    Known->second = uniqueKey(F);
  return Known->second;
}

/// std::function and similar classes: a class template over a function type.
static bool wrapsFunction(const FunctionDecl &F) {
  auto *M = dyn_cast<CXXMethodDecl>(&F);
  if (!M || M->getOverloadedOperator() != OO_Call)
    return false;
  auto *Class = dyn_cast<ClassTemplateSpecializationDecl>(M->getParent());
  return Class && Class->getTemplateArgs().size() &&
         Class->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         Class->getTemplateArgs()[0].getAsType()->isFunctionType();
}

void UnitContext::describe(Callee &C, const FunctionDecl &F) {
  C.Key = key(F);
  C.Name = name(F);
  C.Display = displayName(F);
  C.NoThrow = noThrow(F);
  bool Cxx = Ast.getLangOpts().CPlusPlus;
  C.IsC = !Cxx || (F.isExternC() && !F.hasBody());
  C.NoReturn = F.isNoReturn();
  C.IsLocalToUnit = !F.isExternallyVisible();
  C.Variadic = F.isVariadic();
  C.System = Where.inSystemHeader(F.getLocation());
  C.NoThrow = C.NoThrow || (C.System && bodyCannotThrow(F));
  C.Standard = F.isInStdNamespace() || (isa<CXXMethodDecl>(F) && F.getDeclContext()->isStdNamespace());
  for (const DeclContext *D = F.getDeclContext(); D && !C.Standard; D = D->getParent())
    C.Standard = D->isStdNamespace();
  C.Indirect = wrapsFunction(F);
  // A function of the project with a library's name (`error`, `warn`) is judged by its own body.
  const FunctionDecl *Definition = nullptr;
  bool InSight = F.isDefined(Definition) && !Where.inSystemHeader(Definition->getLocation());
  if (const HandlerRule *Rule = InSight ? nullptr : Models.inHandler(C.Name)) {
    C.Safety = Rule->Safety;
    C.SafetyReason = Rule->Reason;
    C.TakesLock = Rule->TakesLock;
    C.Allocates = Rule->Allocates;
    C.KeepsErrno = Rule->KeepsErrno;
    C.TellsErrno = Rule->TellsErrno;
  }
  // Constant arguments have been handled before (Lowering::outcome).
  for (const KnownOutcome &O : Models.outcomes(C.Name))
    if (!InSight && (O.IsErrorNumber || (!O.When.empty() && O.Returns)))
      C.Outcomes.push_back(O);
  C.Destructor = isa<CXXDestructorDecl>(F);
  if (auto *K = dyn_cast<CXXConstructorDecl>(&F)) {
    C.Constructor = true;
    C.TrivialDestruction = K->getParent()->hasTrivialDestructor();
  }
}

CalleeId UnitContext::callee(const FunctionDecl &Declared, bool Virtual, bool Ends) {
  const FunctionDecl *F = Declared.getCanonicalDecl();
  Ends &= !Declared.isNoReturn(); // otherwise, every call ends
  auto [Known, New] = CalleeIds.try_emplace(CalleeKey(F, unsigned(Virtual) | unsigned(Ends) << 1),
                                            static_cast<CalleeId>(U.Callees.size()));
  if (!New)
    return Known->second;
  CalleeId Id = Known->second;
  U.Callees.emplace_back();
  describe(U.Callees[Id], Declared);
  U.Callees[Id].Virtual = Virtual;
  U.Callees[Id].NoReturn |= Ends;
  if (auto *K = dyn_cast<CXXConstructorDecl>(F); K && !U.Callees[Id].TrivialDestruction)
    if (const CXXDestructorDecl *D = K->getParent()->getDestructor()) {
      CalleeId Destroys = callee(*D);
      U.Callees[Id].DestructorOf = Destroys;
    }
  if (!U.Callees[Id].System)
    require(Declared);
  return Id;
}

CalleeId UnitContext::indirectCallee(const std::string &Name, bool NoThrow, bool ForC) {
  std::string Key = "indirect " + Name + (NoThrow ? " noexcept" : "") + (ForC ? " C" : "");
  auto [Known, New] = IndirectIds.try_emplace(Key, static_cast<CalleeId>(U.Callees.size()));
  if (New) {
    Callee C;
    C.Key = Key;
    C.Display = Name;
    C.Indirect = true;
    C.NoThrow = NoThrow;
    C.IsC = ForC || !Ast.getLangOpts().CPlusPlus;
    U.Callees.push_back(std::move(C));
  }
  return Known->second;
}

CalleeId UnitContext::barrierCallee() {
  auto [Known, New] = IndirectIds.try_emplace("memory barrier", static_cast<CalleeId>(U.Callees.size()));
  if (New) {
    Callee C;
    C.Key = "memory barrier";
    C.Name = C.Display = "__asm__";
    C.NoThrow = C.IsC = C.System = C.KeepsErrno = true;
    C.Safety = SignalSafety::Safe;
    U.Callees.push_back(std::move(C));
  }
  return Known->second;
}

/// A static function that is defined in the file itself: no library's, whatever it is called.
static bool isOfThisFile(const FunctionDecl &F, const ASTContext &Ast) {
  const FunctionDecl *Definition = nullptr;
  const SourceManager &Sources = Ast.getSourceManager();
  return F.getFormalLinkage() == Linkage::Internal && F.isDefined(Definition) &&
         Sources.isWrittenInMainFile(Sources.getExpansionLoc(Definition->getLocation()));
}

bool UnitContext::isInSight(const ModelRow &Row) const {
  return Row.WhereDeclared.empty() || llvm::any_of(Row.WhereDeclared, [&](const std::string &Name) {
           auto Id = Ast.Idents.find(Name);
           return Id != Ast.Idents.end() &&
                  llvm::any_of(Ast.getTranslationUnitDecl()->lookup(DeclarationName(Id->second)),
                               [](const NamedDecl *D) { return isa<FunctionDecl>(D); });
         });
}

const ModelRow *UnitContext::row(const FunctionDecl &F, ArrayRef<const Expr *> Args) {
  const FunctionDecl *Canonical = F.getCanonicalDecl();
  auto [Answer, Fresh] = Mentioned.try_emplace(Canonical, false);
  if (Fresh) {
    bool Named = Models.mentions(name(F));
    Mentioned[Canonical] = Named;
    if (!Named)
      return nullptr;
  } else if (!Answer->second) {
    return nullptr;
  }
  auto [Known, New] = RowCache.try_emplace({Canonical, static_cast<unsigned>(Args.size())}, nullptr);
  if (!New && !F.isVariadic())
    return Known->second;
  CalleeQuery Q;
  Q.QualifiedName = name(F);
  Q.Arity = static_cast<unsigned>(Args.size());
  for (unsigned I = 0; I < Args.size(); ++I)
    Q.ParameterTypes.push_back(
        typeName(I < F.getNumParams() ? F.getParamDecl(I)->getType() : Args[I]->getType(), Ast));
  const ModelRow *Row = Models.find(Q);
  if (Row && ((!Row->UserRow && isOfThisFile(F, Ast)) || !isInSight(*Row)))
    Row = nullptr;
  RowCache[{Canonical, Q.Arity}] = Row;
  return Row;
}

/// The standard-library class whose objects own the arguments of their construction.
static const ClassTemplateSpecializationDecl *ownerOfElement(const FunctionDecl &F) {
  if (auto *M = dyn_cast<CXXMethodDecl>(&F))
    return dyn_cast<ClassTemplateSpecializationDecl>(M->getParent());
  return F.isInStdNamespace()
             ? dyn_cast_or_null<ClassTemplateSpecializationDecl>(F.getReturnType()->getAsCXXRecordDecl())
             : nullptr;
}

const Effect *UnitContext::threadElement(const FunctionDecl &F, unsigned NumArgs) {
  const ClassTemplateSpecializationDecl *Owner = ownerOfElement(F);
  if (!Owner || !Owner->isInStdNamespace() || !Owner->getTemplateArgs().size())
    return nullptr;
  const TemplateArgument &First = Owner->getTemplateArgs()[0];
  const CXXRecordDecl *Element =
      First.getKind() == TemplateArgument::Type ? First.getAsType()->getAsCXXRecordDecl() : nullptr;
  if (!Element || !Element->hasDefinition() || Element->ctors().empty())
    return nullptr;
  CalleeQuery Q;
  const std::string &Name = name(**Element->ctor_begin());
  Q.QualifiedName = Name;
  Q.Arity = NumArgs;
  Q.ParameterTypes.resize(NumArgs);
  const ModelRow *Row = Models.mentions(Name) ? Models.find(Q) : nullptr;
  if (Row)
    for (const Effect &E : Row->Effects)
      if (E.Kind == EffectKind::RunsOnThread)
        return &E;
  return nullptr;
}

const Effect *UnitContext::lockEffect(const CXXMethodDecl &M) {
  if (!Options.InferLocks || M.isStatic() || M.getNumParams() || !M.getIdentifier())
    return nullptr;
  const CXXRecordDecl *Class = M.getParent()->getCanonicalDecl();
  auto [Known, New] = Shapes.try_emplace(Class);
  if (New) {
    auto Find = [&](const std::string &Name) -> const FunctionDecl * {
      auto Id = Ast.Idents.find(Name);
      if (Id == Ast.Idents.end() || !M.getParent()->hasDefinition())
        return nullptr;
      for (const NamedDecl *D : M.getParent()->getDefinition()->lookup(DeclarationName(Id->second)))
        if (auto *Method = dyn_cast<CXXMethodDecl>(D))
          if (!Method->isStatic() && !Method->getNumParams())
            return Method->getCanonicalDecl();
      return nullptr;
    };
    std::vector<std::pair<const FunctionDecl *, Effect>> Found;
    for (const LockShape &S : Models.lockShapes()) {
      const FunctionDecl *Acquire = Find(S.Acquire), *Release = Find(S.Release);
      if (!Acquire || !Release || Models.mentions(name(*Acquire)) || Models.mentions(name(*Release)))
        continue;
      Effect E;
      E.Resource = S.Resource;
      E.Subject.Root = Place::RootKind::This;
      E.Kind = EffectKind::Release;
      Found.emplace_back(Release, E);
      E.Kind = EffectKind::Acquire;
      E.Success = S.Success;
      if (!E.Success && Acquire->getReturnType()->isBooleanType()) // it says whether it has the lock
        E.Success = Predicate{Predicate::Op::NE, 0};
      Found.emplace_back(Acquire, E);
    }
    Shapes[Class] = std::move(Found);
  }
  for (const auto &[Method, E] : Shapes[Class])
    if (Method == M.getCanonicalDecl())
      return &E;
  return nullptr;
}

const CXXDestructorDecl *UnitContext::destructor(QualType T) const {
  if (T.isDestructedType() != QualType::DK_cxx_destructor)
    return nullptr;
  const CXXRecordDecl *R = Ast.getBaseElementType(T)->getAsCXXRecordDecl();
  return R ? R->getDestructor() : nullptr;
}

bool UnitContext::holdsLock(QualType T) {
  const CXXDestructorDecl *D = T->isIncompleteType() || T->isDependentType() ? nullptr : destructor(T);
  if (!D)
    return false;
  const CXXRecordDecl *Class = D->getParent();
  auto [Known, New] = LockHolders.try_emplace(Class->getCanonicalDecl(), false);
  if (!New)
    return Known->second;
  const ModelRow *Row = row(*D, {});
  bool Holds = Row && llvm::any_of(Row->Effects, [](const Effect &E) {
                 return E.Kind == EffectKind::Release && !isHandle(E.Resource);
               });
  if (!Row && Class->isCompleteDefinition())
    Holds = llvm::any_of(Class->bases(), [&](const CXXBaseSpecifier &B) { return holdsLock(B.getType()); }) ||
            llvm::any_of(Class->fields(), [&](const FieldDecl *F) { return holdsLock(F->getType()); });
  return LockHolders[Class->getCanonicalDecl()] = Holds;
}

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

unsigned UnitContext::localIndex(const VarDecl &V) {
  return Locals.try_emplace(V.getCanonicalDecl(), Locals.size()).first->second;
}

Place UnitContext::temporary() {
  Place P;
  P.Root = Place::RootKind::Temporary;
  P.Index = Temporaries++;
  return P;
}

unsigned UnitContext::outerThisId(const FunctionDecl &Method) {
  return OuterThisIds.try_emplace(Method.getCanonicalDecl(), OuterThisIds.size() + 1).first->second;
}

//===----------------------------------------------------------------------===//
// Functions to capture
//===----------------------------------------------------------------------===//

void UnitContext::require(const FunctionDecl &F, unsigned OuterThisId) {
  const FunctionDecl *Definition = nullptr;
  bool ImplicitDestructor = false;
  if (!F.isDefined(Definition)) {
    // An implicit or defaulted destructor has no body in the AST; only code generation makes one.
    auto *D = dyn_cast<CXXDestructorDecl>(&F);
    if (!D || !D->isDefaulted() || D->isDeleted() || D->isTrivial() ||
        !D->getParent()->isCompleteDefinition())
      return;
    Definition = D;
    ImplicitDestructor = true;
  } else if (Definition->isDefaulted() && isa<CXXDestructorDecl>(Definition)) {
    if (Definition->isTrivial())
      return;
    ImplicitDestructor = true;
  }
  if (!ImplicitDestructor && !Definition->hasBody())
    return;
  if (Definition->isDependentContext() || Where.inSystemHeader(Definition->getLocation()))
    return;
  if (Required.insert(Definition->getCanonicalDecl()).second)
    Pending.push_back({Definition, ImplicitDestructor, OuterThisId});
}

void UnitContext::requireInitialisers(const CXXRecordDecl &R) {
  if (!R.isCompleteDefinition() || !R.hasInClassInitializer() || R.isLambda() || R.isDependentContext() ||
      R.isInvalidDecl())
    return;
  for (const CXXConstructorDecl *C : R.ctors())
    if (C->isUserProvided() || (C->isDefaultConstructor() && C->doesThisDeclarationHaveABody()))
      return;
  bool Lives = llvm::any_of(R.fields(), [&](const FieldDecl *F) {
    return F->hasInClassInitializer() && F->getInClassInitializer() && destructor(F->getType());
  });
  if (const CXXDestructorDecl *D = R.getDestructor(); D && Lives)
    Pending.push_back({D, false, 0, &R});
}

void UnitContext::requireLambda(const CXXRecordDecl &Closure, unsigned OuterThisId) {
  if (const FunctionTemplateDecl *Generic = Closure.getDependentLambdaCallOperator()) {
    for (const FunctionDecl *F : Generic->specializations())
      require(*F, OuterThisId);
    return;
  }
  if (const CXXMethodDecl *Operator = Closure.getLambdaCallOperator())
    require(*Operator, OuterThisId);
}

void UnitContext::namesOf(const FileScopeAsmDecl &Assembly) {
  std::string Text = compat::assemblyOf(Assembly);
  auto IsPart = [](char C) { return llvm::isAlnum(C) || C == '_' || C == '$'; };
  for (StringRef Rest = Text; !Rest.empty();) {
    StringRef Word = Rest.take_while(IsPart);
    if (!Word.empty())
      OtherNames.insert(Word);
    Rest = Rest.drop_front(std::max<size_t>(Word.size(), 1));
  }
}

void UnitContext::namesOf(const FunctionDecl &Alias) {
  if (auto *A = Alias.getAttr<AliasAttr>())
    OtherNames.insert(A->getAliasee());
  if (auto *A = Alias.getAttr<IFuncAttr>())
    OtherNames.insert(A->getResolver());
}

bool UnitContext::hasOtherNames(const FunctionDecl &F) const {
  return F.hasAttr<UsedAttr>() || F.hasAttr<ConstructorAttr>() || F.hasAttr<DestructorAttr>() ||
         (F.getIdentifier() && OtherNames.contains(F.getName()));
}

void UnitContext::captured(const FunctionDecl &F, FunctionId Id) { Captured[F.getCanonicalDecl()] = Id; }

void UnitContext::link() {
  for (const auto &[Key, Id] : CalleeIds)
    if (auto Found = Captured.find(Key.getPointer()); Found != Captured.end())
      U.Callees[Id].Body = Found->second;
}

//===----------------------------------------------------------------------===//
// Facts about the unit
//===----------------------------------------------------------------------===//

void UnitContext::evidence(Source Of, const std::string &Name, SourceLocation L) {
  SourceRange At = Where.range(clang::SourceRange(L, L));
  if (KnownEvidence.insert({At.File, At.Begin}).second)
    U.LiveEvidence.push_back({Of, Name, At});
}

void UnitContext::mention(const FunctionDecl &F, SourceLocation L) {
  auto [Answer, Fresh] = Mentioned.try_emplace(F.getCanonicalDecl(), false);
  if (Fresh)
    Mentioned[F.getCanonicalDecl()] = Models.mentions(name(F));
  if (!Mentioned[F.getCanonicalDecl()])
    return;
  if (auto Found = EvidenceOf.find(name(F)); Found != EvidenceOf.end())
    evidence(Found->second, name(F), L);
}

void UnitContext::bases(const CXXRecordDecl &R, std::vector<std::string> &Out) {
  if (!R.hasDefinition())
    return;
  for (const CXXBaseSpecifier &B : R.bases()) {
    if (B.getAccessSpecifier() != AS_public)
      continue;
    std::string Name = typeName(B.getType(), Ast);
    if (std::find(Out.begin(), Out.end(), Name) == Out.end())
      Out.push_back(Name);
    if (const CXXRecordDecl *Base = B.getType()->getAsCXXRecordDecl())
      bases(*Base, Out);
  }
}

void UnitContext::exceptionType(QualType T) {
  const CXXRecordDecl *R = T.getNonReferenceType()->getAsCXXRecordDecl();
  if (!R)
    return;
  std::string Name = typeName(T, Ast);
  if (!KnownExceptionTypes.try_emplace(Name, true).second)
    return;
  std::vector<std::string> All;
  bases(*R, All);
  auto IsBase = [&](const std::string &Base) { return llvm::is_contained(All, Base); };
  // What is thrown through a wrapper (`boost::wrapexcept<T>`) stands for what it wraps.
  bool Stands = Models.isMistake(Name);
  if (auto *Wrapper = dyn_cast<ClassTemplateSpecializationDecl>(R))
    for (const TemplateArgument &A : Wrapper->getTemplateArgs().asArray())
      Stands = Stands || (A.getKind() == TemplateArgument::Type && IsBase(typeName(A.getAsType(), Ast)) &&
                          Models.isMistake(typeName(A.getAsType(), Ast)));
  if (Stands)
    mistake(Name);
  if (!All.empty())
    U.Bases[Name] = std::move(All);
}

void UnitContext::mistake(const std::string &Type) {
  U.Mistakes.insert(std::lower_bound(U.Mistakes.begin(), U.Mistakes.end(), Type), Type);
}

void UnitContext::exceptionType(const std::string &QualifiedName) {
  if (QualifiedName.empty() || KnownExceptionTypes.count(QualifiedName))
    return;
  const DeclContext *In = Ast.getTranslationUnitDecl();
  StringRef Rest = QualifiedName;
  while (In && !Rest.empty()) {
    auto [Head, Tail] = Rest.split("::");
    Rest = Tail;
    auto Id = Ast.Idents.find(Head);
    if (Id == Ast.Idents.end())
      break;
    const DeclContext *Next = nullptr;
    for (const NamedDecl *D : In->lookup(DeclarationName(Id->second)))
      if (auto *C = dyn_cast<DeclContext>(D))
        if (isa<NamespaceDecl>(C) || isa<CXXRecordDecl>(C))
          Next = C;
    In = Next;
    if (Rest.empty())
      if (auto *R = dyn_cast_or_null<CXXRecordDecl>(In))
        return exceptionType(compat::typeOf(Ast, R));
  }
  KnownExceptionTypes.try_emplace(QualifiedName, true);
  if (Models.isMistake(QualifiedName))
    mistake(QualifiedName);
}

} // namespace asyncsafe
