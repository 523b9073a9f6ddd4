//===- ParseUnit.h - One translation unit through Clang ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parses a compile command into an AST: selects the arguments, finds the builtin headers, and records
// the first error.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_PARSEUNIT_H
#define ASYNCSAFE_TOOL_CLI_PARSEUNIT_H

#include "tool/ResourceDirectory.h"
#include "tool/cli/Database.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang {
class ASTContext;
namespace tidy {
struct ClangTidyOptions;
} // namespace tidy
} // namespace clang

namespace asyncsafe {

/// A file that a parse has read: its content hash and its attributes.
struct ReadFile {
  std::string Path; ///< absolute
  uint64_t Size = 0;
  int64_t Modified = 0; ///< nanoseconds; 0 if a later change might not be visible in it
  std::string Hash;     ///< of the content that was read
};

/// Parses \p Job and calls \p OnAst once, with the AST while its source manager lives; for a unit that
/// does not compile, with its partial AST (see isAnalysable). Thread-safe. \param Options  provides
/// ExtraArgs and RemovedArgs. \param Lowered  receives the number of lowered errors, which only this
/// compiler raises. \param Inputs   receives every file that was read, sorted. \return the first error,
/// "line:column: message", preceded by the file if it is not the main file; empty if there was none.
std::string parseUnit(const CompileJob &Job, llvm::StringRef ResourceDirectory,
                      const clang::tidy::ClangTidyOptions &Options,
                      llvm::function_ref<void(clang::ASTContext &)> OnAst, unsigned *Lowered = nullptr,
                      std::vector<ReadFile> *Inputs = nullptr);

} // namespace asyncsafe

#endif
