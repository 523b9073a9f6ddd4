//===- Emit.h - Findings as clang-tidy diagnostics --------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What every vehicle does with a parsed unit: capture, checks, and each finding as a clang-tidy
// diagnostic, which applies NOLINT and the header filter. The plugin and the command line share this.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_TIDY_EMIT_H
#define ASYNCSAFE_TOOL_TIDY_EMIT_H

#include "checks/Check.h"
#include "tool/tidy/UnitOptions.h"

#include "llvm/ADT/StringRef.h"

namespace clang {
class ASTContext;
class LangOptions;
class SourceManager;
namespace tidy {
class ClangTidyContext;
} // namespace tidy
} // namespace clang

namespace asyncsafe {

/// A unit and what was found in it.
struct AnalysedUnit {
  Unit Graph;
  UnitReport Found;
};

/// A unit that does not compile is not analysed: the recovered AST of code with a missing declaration is
/// unreliable.
bool isAnalysable(const clang::ASTContext &Context);

AnalysedUnit analyseUnit(clang::ASTContext &Context, const ModelSet &Models, const UnitOptions &Options);

/// How a diagnostic carries fix-its.
enum class FixesAs {
  OnFinding, ///< clang-tidy applies the fix-its of the diagnostic itself
  Actions,   ///< clangd names an action after the note that has the fix-it; a NOLINT comment is one too
};
/// clangd cannot be given the level of a finding as that of its diagnostic (see emit): with
/// FixesAs::Actions the message of a finding that is no warning begins with its mark, which the server
/// converts to a severity. Warnings have an empty one.
llvm::StringRef levelMark(Level L);
/// The title of the suppressing action; the check and a parenthesis follow.
inline constexpr llvm::StringLiteral SuppressTitle = "suppress with NOLINT(";

/// Reports \p F, its notes and fix-its. Drops a finding in a file that the source manager does not know
/// (capture produces none).
void emit(const Finding &F, clang::tidy::ClangTidyContext &Context, clang::SourceManager &SM,
          const clang::LangOptions &Language, FixesAs Fixes = FixesAs::OnFinding);

} // namespace asyncsafe

#endif
