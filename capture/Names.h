//===- Names.h - Names of declarations and types ----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the three names of a declaration: qualified for models, displayed in messages, and as a key
// that is unique in the program.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CAPTURE_NAMES_H
#define ASYNCSAFE_CAPTURE_NAMES_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace clang {
class ASTContext;
class FunctionDecl;
class NamedDecl;
class QualType;
} // namespace clang

namespace asyncsafe {

/// Qualified, without inline namespaces and template arguments.
std::string qualifiedName(const clang::NamedDecl &D);
/// `Class::method`, `function`, `operator()` of a lambda.
std::string displayName(const clang::FunctionDecl &F);
/// The USR or, if there is none, name and type.
std::string uniqueKey(const clang::FunctionDecl &F);
/// Canonical, without reference, cv-qualifiers and inline namespaces; template
/// arguments kept.
std::string typeName(clang::QualType T, const clang::ASTContext &Ast);

/// It is this class of the standard library.
bool isStandardClass(clang::QualType T, llvm::StringRef Name);

} // namespace asyncsafe

#endif
