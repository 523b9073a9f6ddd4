//===- Prescan.h - What lowering must know in advance -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes, before a body is lowered, whether it can be lowered, and facts about later code that
// lowering needs.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CAPTURE_PRESCAN_H
#define ASYNCSAFE_CAPTURE_PRESCAN_H

#include "llvm/ADT/DenseSet.h"

#include <set>
#include <string>
#include <vector>

namespace clang {
class FunctionDecl;
class LabelDecl;
class VarDecl;
} // namespace clang

namespace asyncsafe {

struct Prescan {
  unsigned Statements = 0;
  bool Errors = false; ///< contains recovery expressions
  bool Dependent = false;
  std::vector<std::string> LocalNames;
  /// Local pointers and integers that may change after their initialisation.
  llvm::DenseSet<const clang::VarDecl *> Changed;
  /// Names of pointer members that this function may change.
  std::set<std::string> ChangedMembers;
  /// Parameters (and other variables) that lambdas capture.
  llvm::DenseSet<const clang::VarDecl *> Captured;
  /// Labels whose address is taken, in order of appearance.
  std::vector<const clang::LabelDecl *> AddressedLabels;
};

/// Scans the body and constructor initialisers of \p F, without recursion; gives up after \p
/// MaxStatements (then Statements is larger).
Prescan prescan(const clang::FunctionDecl &F, unsigned MaxStatements);

} // namespace asyncsafe

#endif
