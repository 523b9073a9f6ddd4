//===- Prescan.h - What one look at a body tells in advance -----*- C++ -*-===//
//
// Decides, before a body is lowered, whether it can be, and what lowering has to
// know about code that it has not reached yet.
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
  /// Local pointers and integers that something may change after their initialisation.
  llvm::DenseSet<const clang::VarDecl *> Changed;
  /// Names of the pointer members that something here may change.
  std::set<std::string> ChangedMembers;
  /// Parameters (and other variables) that lambdas capture.
  llvm::DenseSet<const clang::VarDecl *> Captured;
  /// Labels whose address is taken, in order of appearance.
  std::vector<const clang::LabelDecl *> AddressedLabels;
};

/// Looks at body and constructor initialisers of \p F, without recursion; gives up after
/// \p MaxStatements (then Statements is larger).
Prescan prescan(const clang::FunctionDecl &F, unsigned MaxStatements);

} // namespace asyncsafe

#endif
