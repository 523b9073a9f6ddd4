//===- RetypableObjects.h - Objects whose type may change -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which variables can be declared `volatile sig_atomic_t` instead without any other change: the
// unit still compiles, and each value that is stored or loaded stays the same.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CAPTURE_RETYPABLEOBJECTS_H
#define ASYNCSAFE_CAPTURE_RETYPABLEOBJECTS_H

#include "capture/Ranges.h"

#include "llvm/ADT/DenseSet.h"

namespace clang {
class ASTContext;
class VarDecl;
} // namespace clang

namespace asyncsafe {

/// Those of \p Candidates, canonical declarations, that the traversal scope declares, and whose uses all
/// allow it. A use that is not understood keeps the type.
llvm::DenseSet<const clang::VarDecl *> retypable(clang::ASTContext &Ast, const Ranges &Where,
                                                 llvm::DenseSet<const clang::VarDecl *> Candidates);

/// The type of \p V, as it is written, is a plain integer that sig_atomic_t can hold.
bool fitsSigAtomic(const clang::VarDecl &V);

} // namespace asyncsafe

#endif
