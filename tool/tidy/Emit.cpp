//===- Emit.cpp - Findings as clang-tidy diagnostics ----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/tidy/Emit.h"

#include "analysis/engine/Prepare.h"
#include "tool/tidy/FixLayout.h"
#include "tool/tidy/NolintEdit.h"

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceManager.h"

using namespace asyncsafe;
using clang::CharSourceRange;
using clang::SourceLocation;
using clang::SourceManager;
using llvm::StringRef;

bool asyncsafe::isAnalysable(const clang::ASTContext &Context) {
  return !Context.getDiagnostics().hasUncompilableErrorOccurred();
}

static StringRef textOf(StringRef File, SourceManager &SM) {
  auto Entry = SM.getFileManager().getOptionalFileRef(File);
  auto Buffer = Entry ? SM.getMemoryBufferForFileOrNone(*Entry) : std::nullopt;
  return Buffer ? Buffer->getBuffer() : StringRef();
}

AnalysedUnit asyncsafe::analyseUnit(clang::ASTContext &Context, const ModelSet &Models,
                                    const UnitOptions &Options) {
  AnalysedUnit A;
  A.Graph = capture(Context, Models, Options.Capture);
  asyncsafe::prepare(A.Graph);
  A.Found = runChecks(A.Graph, Options.Analysis, Options.Shown);
  clang::SourceManager &SM = Context.getSourceManager();
  for (Finding &F : A.Found.Findings)
    fitToFile(F, [&](StringRef File) { return textOf(File, SM); });
  return A;
}

StringRef asyncsafe::levelMark(Level L) {
  switch (L) {
  case Level::Note:
    return "[asyncsafe note] ";
  case Level::Warning:
    break;
  case Level::Error:
    return "[asyncsafe error] ";
  }
  return "";
}

namespace {

/// Converts byte offsets of files to locations of a source manager.
class Locations {
public:
  explicit Locations(SourceManager &SM) : SM(SM) {}

  SourceLocation at(StringRef File, unsigned Offset) const {
    if (File.empty())
      return {};
    auto Entry = SM.getFileManager().getOptionalFileRef(File);
    if (!Entry)
      return {};
    clang::FileID Id = SM.translateFile(*Entry);
    return Id.isValid() ? SM.getLocForStartOfFile(Id).getLocWithOffset(static_cast<int>(Offset))
                        : SourceLocation();
  }

  CharSourceRange range(StringRef File, unsigned Begin, unsigned End) const {
    return CharSourceRange::getCharRange(at(File, Begin), at(File, End));
  }

  CharSourceRange range(const FilePlace &P) const { return range(P.File, P.Begin, P.End); }

private:
  SourceManager &SM;
};

} // namespace

void asyncsafe::emit(const Finding &F, clang::tidy::ClangTidyContext &Context, SourceManager &SM,
                     const clang::LangOptions &Language, FixesAs Fixes) {
  Locations Files(SM);
  SourceLocation Where = Files.at(F.Where.File, F.Where.Begin);
  if (Where.isInvalid())
    return;
  auto AddFixes = [&](clang::DiagnosticBuilder &Diag, llvm::ArrayRef<Edit> Edits) {
    for (const Edit &E : Edits)
      Diag << clang::FixItHint::CreateReplacement(Files.range(E.File, E.Offset, E.Offset + E.Length), E.Text);
  };
  {
    // The text is passed as an argument, since a message may contain a '%'. Always a warning, whatever
    // its level: an error makes clang-tidy fail and keeps it from applying fix-its, and clangd from
    // obeying NOLINT; both treat anything less as a note of the previous diagnostic.
    auto Diag = Context.diag(F.Check, Where, "%0", clang::DiagnosticIDs::Warning);
    StringRef Mark = Fixes == FixesAs::Actions ? levelMark(F.Severity) : StringRef();
    Diag << Mark.str() + F.Message << Files.range(F.Where);
    if (Fixes == FixesAs::OnFinding)
      AddFixes(Diag, F.Fixes);
  }
  auto AddNote = [&](const FilePlace &P, StringRef Text) {
    SourceLocation NoteWhere = Files.at(P.File, P.Begin);
    auto Diag =
        Context.diag(F.Check, NoteWhere.isValid() ? NoteWhere : Where, "%0", clang::DiagnosticIDs::Note);
    Diag << Text;
    if (NoteWhere.isValid())
      Diag << Files.range(P);
  };
  for (const Note &N : F.Notes)
    AddNote(N.Where, N.Message);
  for (const std::string &Text : {F.Consequence, F.Help})
    if (!Text.empty())
      AddNote(F.Where, Text);
  if (Fixes != FixesAs::Actions)
    return;
  auto AddAction = [&](StringRef Title, llvm::ArrayRef<Edit> Edits) {
    auto Diag = Context.diag(F.Check, Where, "%0", clang::DiagnosticIDs::Note);
    Diag << Title;
    AddFixes(Diag, Edits);
  };
  if (!F.Fixes.empty())
    AddAction(F.FixTitle, F.Fixes);
  if (auto Comment = nolintEdit(F, textOf(F.Where.File, SM), Language))
    AddAction((SuppressTitle + F.Check + ")").str(), *Comment);
}
