//===- ParseUnit.h - One translation unit through Clang ---------*- C++ -*-===//
//
// Decides how a compile command becomes an AST: which arguments are dropped or
// added, where the builtin headers are, and what is remembered of an error.
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

/// A file that a parse has read: what it was, and what it looked like from outside.
struct ReadFile {
  std::string Path; ///< absolute
  uint64_t Size = 0;
  int64_t Modified = 0; ///< nanoseconds; 0 if it may have changed since and looked the same
  std::string Hash;     ///< of the content that was read
};

/// Parses \p Job and calls \p OnAst once, with the AST while its source manager
/// lives; with what is left of it if the unit does not compile (see isAnalysable).
/// Safe to call from several threads.
/// \param Options  whose ExtraArgs and RemovedArgs apply.
/// \param Lowered  becomes how many errors were lowered, that only this compiler raises.
/// \param Inputs   receives every file that was read, sorted.
/// \return the first error, "line:column: message" with the file before it where
///         it is not the main one; empty if there was none.
std::string parseUnit(const CompileJob &Job, llvm::StringRef ResourceDirectory,
                      const clang::tidy::ClangTidyOptions &Options,
                      llvm::function_ref<void(clang::ASTContext &)> OnAst, unsigned *Lowered = nullptr,
                      std::vector<ReadFile> *Inputs = nullptr);

} // namespace asyncsafe

#endif
