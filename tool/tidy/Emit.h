//===- Emit.h - From an AST to clang-tidy diagnostics -----------*- C++ -*-===//
//
// Decides what every vehicle does with a parsed unit: capture, checks, and each
// finding as a diagnostic of clang-tidy, which is where NOLINT and the header
// filter are looked at.  The plugin and the command line share this.
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

/// A unit that does not compile is not analysed: what its recovered AST says
/// about code that uses a missing declaration is not to be relied on.
bool isAnalysable(const clang::ASTContext &Context);

AnalysedUnit analyseUnit(clang::ASTContext &Context, const ModelSet &Models, const UnitOptions &Options);

/// What a diagnostic carries besides its text.
enum class FixesAs {
  OnFinding, ///< clang-tidy carries out the fix-its of the diagnostic itself
  Actions,   ///< clangd names an action after the note that has the fix-it; a NOLINT comment is one, too
};
/// The action that suppresses; the check and a parenthesis follow.
inline constexpr llvm::StringLiteral SuppressTitle = "suppress with NOLINT(";

/// Reports \p F, its notes and fix-its.  A finding in a file that the source
/// manager does not know (there is none such from capture) is dropped.
void emit(const Finding &F, clang::tidy::ClangTidyContext &Context, clang::SourceManager &SM,
          const clang::LangOptions &Language, FixesAs Fixes = FixesAs::OnFinding);

} // namespace asyncsafe

#endif
