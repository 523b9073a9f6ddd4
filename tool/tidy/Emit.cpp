//===- Emit.cpp - From an AST to clang-tidy diagnostics -------------------===//

#include "tool/tidy/Emit.h"

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

AnalysedUnit asyncsafe::analyseUnit(clang::ASTContext &Context, const ModelSet &Models,
                                    const UnitOptions &Options) {
  AnalysedUnit A;
  A.Graph = capture(Context, Models, Options.Capture);
  A.Found = runChecks(A.Graph, Options.Analysis);
  return A;
}

namespace {

/// Byte offsets of a unit's files as locations of its source manager.
class Locations {
public:
  Locations(const Unit &U, SourceManager &SM) : U(U), SM(SM) {}

  SourceLocation at(FileId File, unsigned Offset) const {
    if (File >= U.Files.size())
      return {};
    auto Entry = SM.getFileManager().getOptionalFileRef(U.Files[File]);
    if (!Entry)
      return {};
    clang::FileID Id = SM.translateFile(*Entry);
    return Id.isValid() ? SM.getLocForStartOfFile(Id).getLocWithOffset(static_cast<int>(Offset))
                        : SourceLocation();
  }

  CharSourceRange range(FileId File, unsigned Begin, unsigned End) const {
    return CharSourceRange::getCharRange(at(File, Begin), at(File, End));
  }

private:
  const Unit &U;
  SourceManager &SM;
};

} // namespace

void asyncsafe::emit(const Finding &F, const Unit &U, clang::tidy::ClangTidyContext &Context,
                     SourceManager &SM) {
  Locations Files(U, SM);
  StringRef Check(F.Check.data(), F.Check.size());
  SourceLocation Where = Files.at(F.Where.File, F.Where.Begin);
  if (Where.isInvalid())
    return;
  {
    // The text goes in as an argument: a message may well have a '%' in it.
    auto Diag = Context.diag(Check, Where, "%0");
    Diag << F.Message << Files.range(F.Where.File, F.Where.Begin, F.Where.End);
    for (const Edit &E : F.Fixes)
      Diag << clang::FixItHint::CreateReplacement(Files.range(E.File, E.Offset, E.Offset + E.Length), E.Text);
  }
  for (const Note &N : F.Notes) {
    SourceLocation NoteWhere = Files.at(N.Where.File, N.Where.Begin);
    if (NoteWhere.isInvalid())
      NoteWhere = Where;
    auto Diag = Context.diag(Check, NoteWhere, "%0", clang::DiagnosticIDs::Note);
    Diag << N.Message;
    if (N.Where.isValid())
      Diag << Files.range(N.Where.File, N.Where.Begin, N.Where.End);
  }
}
