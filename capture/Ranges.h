//===- Ranges.h - Clang locations as plain ranges ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the range of a piece of code: that of its expansion, so that a finding inside a macro points
// to the macro's use.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CAPTURE_RANGES_H
#define ASYNCSAFE_CAPTURE_RANGES_H

#include "effects/Graph.h"

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

namespace clang {
class ASTContext;
class LangOptions;
class SourceManager;
class Stmt;
} // namespace clang

namespace asyncsafe {

class Ranges {
public:
  Ranges(const clang::ASTContext &Ast, std::vector<std::string> &Files);

  SourceRange range(clang::SourceRange R);
  /// The beginning and end of \p S. Clang walks down a chain of operands or branches for these, again
  /// for each link; here a long chain is walked once.
  clang::SourceRange extent(const clang::Stmt &S);
  /// The same, including the semicolon that follows, if any.
  SourceRange statement(clang::SourceRange R);
  /// The text of \p R on one line, cut where it is long.
  std::string spelling(const SourceRange &R) const;
  /// The text of \p R unchanged; none if it is too long for an edit to move.
  std::string text(const SourceRange &R) const;
  /// Name of the macro whose body the token at \p L is written in, or empty.
  llvm::StringRef macroAt(clang::SourceLocation L);
  /// Both tokens are in the body of one use of a macro.
  bool sameExpansion(clang::SourceLocation A, clang::SourceLocation B) const;
  bool inSystemHeader(clang::SourceLocation L) const;

private:
  using Locations = llvm::DenseMap<const clang::Stmt *, clang::SourceLocation>;

  FileId file(clang::FileID F);

  const clang::SourceManager &Sources;
  const clang::LangOptions &Language;
  std::vector<std::string> &Files;
  llvm::DenseMap<clang::FileID, FileId> Ids;
  std::vector<clang::FileID> Buffers; ///< by FileId, one that has its text
  llvm::StringMap<FileId> Paths;
  llvm::DenseMap<clang::FileID, llvm::StringRef> Macros;
  Locations Begins, Ends; ///< of statements in long chains
  clang::SourceRange Last;
  SourceRange LastResult;
};

} // namespace asyncsafe

#endif
