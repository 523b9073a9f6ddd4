//===- Names.cpp - Names of declarations and types ------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "capture/Names.h"

#include "capture/Compat.h"
#include "models/StandardNames.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Index/USRGeneration.h"
#include "llvm/ADT/SmallString.h"

using namespace clang;

namespace asyncsafe {

namespace {

constexpr const char *Anonymous = "(anonymous)";
constexpr const char *Lambda = "(lambda)";

std::string recordName(const RecordDecl &R) {
  if (auto *Cxx = dyn_cast<CXXRecordDecl>(&R); Cxx && Cxx->isLambda())
    return Lambda;
  if (R.getIdentifier())
    return R.getName().str();
  if (const TypedefNameDecl *T = R.getTypedefNameForAnonDecl())
    return T->getName().str();
  return Anonymous;
}

std::string ownName(const NamedDecl &D) {
  if (auto *C = dyn_cast<CXXConstructorDecl>(&D))
    return recordName(*C->getParent());
  if (auto *X = dyn_cast<CXXDestructorDecl>(&D))
    return "~" + recordName(*X->getParent());
  if (auto *R = dyn_cast<RecordDecl>(&D))
    return recordName(*R);
  if (D.getIdentifier())
    return D.getName().str();
  std::string Name = D.getDeclName().getAsString();
  return Name.empty() ? Anonymous : Name;
}

} // namespace

std::string qualifiedName(const NamedDecl &D) {
  SmallVector<std::string, 4> Parts{ownName(D)};
  for (const DeclContext *C = D.getDeclContext(); C; C = C->getParent()) {
    if (auto *N = dyn_cast<NamespaceDecl>(C)) {
      if (!N->isInline())
        Parts.push_back(N->isAnonymousNamespace() ? Anonymous : N->getName().str());
    } else if (isa<RecordDecl>(C) || isa<FunctionDecl>(C)) {
      Parts.push_back(ownName(*cast<NamedDecl>(C)));
    }
  }
  std::string Out;
  for (auto I = Parts.rbegin(), E = Parts.rend(); I != E; ++I) {
    if (!Out.empty())
      Out += "::";
    Out += *I;
  }
  return Out;
}

std::string displayName(const FunctionDecl &F) {
  std::string Name = ownName(F);
  auto *M = dyn_cast<CXXMethodDecl>(&F);
  if (!M)
    return std::string(withoutFortification(Name));
  if (M->getParent()->isLambda())
    return Name;
  // A base that a library inherits from internally (`__atomic_base`) is not a name that users write.
  if (M->getParent()->isReserved(F.getASTContext().getLangOpts()) != ReservedIdentifierStatus::NotReserved)
    return Name;
  return recordName(*M->getParent()) + "::" + Name;
}

std::string uniqueKey(const FunctionDecl &F) {
  SmallString<128> Usr;
  if (!index::generateUSRForDecl(&F, Usr) && !Usr.empty())
    return std::string(Usr);
  return qualifiedName(F) + " " + F.getType().getAsString();
}

std::string typeName(QualType T, const ASTContext &Ast) {
  T = T.getCanonicalType().getNonReferenceType().getUnqualifiedType();
  if (auto *R = T->getAsCXXRecordDecl(); R && !isa<ClassTemplateSpecializationDecl>(R) &&
                                         !R->isInIdentifierNamespace(Decl::IDNS_TagFriend) &&
                                         !isa<ClassTemplateSpecializationDecl>(R->getDeclContext()))
    return qualifiedName(*R);
  PrintingPolicy Policy(Ast.getLangOpts());
  compat::suppressInlineNamespaces(Policy);
  Policy.SuppressTagKeyword = true;
  Policy.Bool = true;
  Policy.AnonymousTagLocations = false;
  return T.getAsString(Policy);
}

bool isStandardClass(QualType T, StringRef Name) {
  auto *Class = dyn_cast_or_null<CXXRecordDecl>(T->getAsRecordDecl());
  return Class && Class->isInStdNamespace() && Class->getIdentifier() && Class->getName() == Name;
}

} // namespace asyncsafe
