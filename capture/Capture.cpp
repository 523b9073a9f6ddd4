//===- Capture.cpp - Clang AST to effects graph ---------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Selects the functions of a unit that are captured, and refuses others with a reason.
//
//===----------------------------------------------------------------------===//

#include "capture/Capture.h"

#include "capture/Lowering.h"
#include "capture/Names.h"

#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Basic/Stack.h"

using namespace clang;

namespace asyncsafe {

namespace {

/// Walks declarations, not bodies.
class Definitions {
public:
  explicit Definitions(UnitContext &U) : U(U) {}

  /// The declarations in the traversal scope of the AST's owner: the whole unit or, in an editor, those
  /// of the main file; functions in headers are added when they are called.
  void walkScope(const ASTContext &Ast) {
    for (const Decl *D : Ast.getTraversalScope())
      if (auto *Whole = dyn_cast<TranslationUnitDecl>(D))
        walk(*Whole);
      else
        visit(*D);
  }

private:
  void walk(const DeclContext &Context) {
    for (const Decl *D : Context.decls())
      visit(*D);
  }

  void visit(const Decl &D) {
    if (D.isImplicit() && !isa<FunctionDecl>(D))
      return;
    if (U.Where.inSystemHeader(D.getLocation()) && !isa<LinkageSpecDecl>(D))
      return;
    if (auto *F = dyn_cast<FunctionDecl>(&D)) {
      U.namesOf(*F);
      // Implicit members are added when they are used.
      if (!F->isImplicit() && !F->isDefaulted() && F->isThisDeclarationADefinition())
        U.require(*F);
    } else if (auto *Template = dyn_cast<FunctionTemplateDecl>(&D)) {
      if (Template->isCanonicalDecl())
        for (const FunctionDecl *F : Template->specializations())
          U.require(*F);
    } else if (auto *Class = dyn_cast<ClassTemplateDecl>(&D)) {
      if (Class->isCanonicalDecl())
        for (const ClassTemplateSpecializationDecl *S : Class->specializations())
          if (!S->isExplicitSpecialization())
            walk(*S);
    } else if (auto *Friend = dyn_cast<FriendDecl>(&D)) {
      if (const NamedDecl *Befriended = Friend->getFriendDecl())
        visit(*Befriended);
    } else if (auto *V = dyn_cast<VarDecl>(&D)) {
      if (V->getInit() && !V->getDeclContext()->isDependentContext()) {
        mentions(*V->getInit());
        U.initialValues(*V);
      }
    } else if (auto *Record = dyn_cast<CXXRecordDecl>(&D)) {
      if (!isa<ClassTemplatePartialSpecializationDecl>(Record) && !Record->isDependentContext()) {
        U.requireInitialisers(*Record);
        walk(*Record);
      }
    } else if (auto *Assembly = dyn_cast<FileScopeAsmDecl>(&D)) {
      U.namesOf(*Assembly);
    } else if (isa<NamespaceDecl>(D) || isa<LinkageSpecDecl>(D) || isa<ExportDecl>(D)) {
      walk(*cast<DeclContext>(&D));
    }
  }

  /// Functions named, and lambdas written, in a variable's initialiser.
  void mentions(const Expr &Root) {
    SmallVector<const Stmt *, 16> Work{&Root};
    while (!Work.empty()) {
      const Stmt *S = Work.pop_back_val();
      if (auto *Reference = dyn_cast<DeclRefExpr>(S)) {
        if (auto *F = dyn_cast<FunctionDecl>(Reference->getDecl()))
          U.mention(*F, Reference->getLocation());
      } else if (auto *Lambda = dyn_cast<LambdaExpr>(S)) {
        U.requireLambda(*Lambda->getLambdaClass(), 0);
        continue;
      }
      for (const Stmt *Child : S->children())
        if (Child)
          Work.push_back(Child);
    }
  }

  UnitContext &U;
};

void captureOne(UnitContext &U, const PendingFunction &P, const CaptureOptions &Options) {
  const FunctionDecl &F = *P.Decl;
  auto Refuse = [&](std::string Reason) {
    U.U.Refusals.push_back({U.name(F), U.Where.range(F.getSourceRange()), std::move(Reason)});
  };
  Prescan Scan;
  if (!P.ImplicitDestructor && !P.InitialisersOf) {
    if (F.isInvalidDecl())
      return Refuse("contains errors");
    Scan = prescan(F, Options.MaxStatements);
    if (Scan.Errors)
      return Refuse("contains errors");
    if (Scan.Dependent)
      return Refuse("contains code that depends on template parameters");
    if (Scan.Statements > Options.MaxStatements)
      return Refuse("has more than " + std::to_string(Options.MaxStatements) + " statements");
  }
  if (!P.InitialisersOf)
    U.captured(F, static_cast<FunctionId>(U.U.Functions.size()));
  U.U.Functions.push_back(Lowering(U, P, std::move(Scan)).run());
}

void describe(Unit &U, const ASTContext &Ast) {
  const LangOptions &Language = Ast.getLangOpts();
  U.IsCxx = Language.CPlusPlus;
  U.ExceptionsEnabled = !Language.CPlusPlus || Language.CXXExceptions;
  if (Language.CPlusPlus)
    U.LanguageVersion = Language.CPlusPlus26   ? 26
                        : Language.CPlusPlus23 ? 23
                        : Language.CPlusPlus20 ? 20
                        : Language.CPlusPlus17 ? 17
                        : Language.CPlusPlus14 ? 14
                        : Language.CPlusPlus11 ? 11
                                               : 98;
  else
    U.LanguageVersion = Language.C23 ? 23 : Language.C17 ? 17 : Language.C11 ? 11 : Language.C99 ? 99 : 89;
}

} // namespace

Unit capture(ASTContext &Context, const ModelSet &Models, const CaptureOptions &Options) {
  clang::noteBottomOfStack();
  UnitContext U(Context, Models, Options);
  describe(U.U, Context);
  const SourceManager &Sources = Context.getSourceManager();
  SourceLocation Main = Sources.getLocForStartOfFile(Sources.getMainFileID());
  if (SourceRange R = U.Where.range({Main, Main}); R.isValid())
    U.U.MainFile = U.U.Files[R.File];
  Definitions(U).walkScope(Context);
  while (!U.Pending.empty()) {
    PendingFunction P = U.Pending.front();
    U.Pending.pop_front();
    captureOne(U, P, Options);
  }
  U.link();
  U.keepTypes();
  return std::move(U.U);
}

} // namespace asyncsafe
