//===- TidyFilter.cpp - What a project wants to hear ----------------------===//

#include "tool/cli/TidyFilter.h"

#include "tool/input/InputFile.h"
#include "tool/tidy/Emit.h"

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"

using namespace asyncsafe;
using namespace clang::tidy;
using llvm::StringRef;

struct TidyFilter::Machinery {
  explicit Machinery(const ClangTidyOptions &Tidy)
      : Files(clang::FileSystemOptions(), regularFiles(InputLimit::TranslationUnit)),
        Context(std::make_unique<DefaultOptionsProvider>(ClangTidyGlobalOptions(), Tidy)), Consumer(Context),
        DiagOptions(std::make_unique<clang::DiagnosticOptions>()),
        Engine(clang::DiagnosticIDs::create(), *DiagOptions, &Consumer, /*ShouldOwnClient=*/false),
        Sources(Engine, Files) {}

  /// Makes a file known to the source manager; the first is the main one, and the others pass
  /// for included by it: that is how a header is told from a main file.
  void open(StringRef File) {
    auto Entry = Files.getOptionalFileRef(File);
    if (!Entry || Sources.translateFile(*Entry).isValid())
      return;
    clang::SourceLocation IncludedAt;
    if (clang::FileID Main = Sources.getMainFileID(); Main.isValid())
      IncludedAt = Sources.getLocForStartOfFile(Main);
    clang::FileID Id = Sources.createFileID(*Entry, IncludedAt, clang::SrcMgr::C_User);
    if (IncludedAt.isInvalid())
      Sources.setMainFileID(Id);
  }

  clang::FileManager Files;
  ClangTidyContext Context;
  ClangTidyDiagnosticConsumer Consumer;
  std::unique_ptr<clang::DiagnosticOptions> DiagOptions;
  clang::DiagnosticsEngine Engine;
  clang::SourceManager Sources;
  clang::LangOptions Language;
};

TidyFilter::TidyFilter(StringRef MainFile, const UnitSettings &Settings)
    : M(std::make_unique<Machinery>(Settings.Tidy)) {
  M->Context.setDiagnosticsEngine(std::make_unique<clang::DiagnosticOptions>(), &M->Engine);
  M->Context.setSourceManager(&M->Sources);
  M->Context.setCurrentFile(MainFile);
  M->open(MainFile);
  M->Consumer.BeginSourceFile(M->Language);
}

TidyFilter::~TidyFilter() { M->Consumer.EndSourceFile(); }

namespace {
/// A reported finding as the checks made it, for what goes by files' ids.
class Unreported {
public:
  explicit Unreported(const ReportedFinding &R) {
    F.Check = R.Check;
    F.Where = range(R.Where);
    F.Message = R.Message;
    F.Sure = R.Sure;
    F.Why = R.Why;
    for (const ReportedNote &N : R.Notes)
      F.Notes.push_back({range(N.Where), N.Message});
    for (const ReportedEdit &E : R.Fixes)
      F.Fixes.push_back({file(E.File), E.Offset, E.Length, E.Text});
  }
  Finding F;
  Unit U; ///< files only

private:
  FileId file(const std::string &Name) {
    auto It = llvm::find(U.Files, Name);
    if (It == U.Files.end())
      It = U.Files.insert(U.Files.end(), Name);
    return static_cast<FileId>(It - U.Files.begin());
  }
  SourceRange range(const FilePlace &P) { return {file(P.File), P.Begin, P.End, P.Line, P.Column}; }
};
} // namespace

TidyFilter::Verdict TidyFilter::judge(const ReportedFinding &Reported, std::vector<std::string> &Remarks) {
  if (!M->Context.isCheckEnabled(Reported.Check))
    return Verdict::Off;
  Unreported Found(Reported);
  for (const std::string &File : Found.U.Files)
    M->open(File);
  emit(Found.F, Found.U, M->Context, M->Sources);
  Verdict Said = Verdict::Silenced;
  for (const ClangTidyError &E : M->Consumer.take())
    if (E.DiagnosticName == Reported.Check)
      Said = Verdict::Reported;
    else
      Remarks.push_back((E.Message.FilePath.empty() ? "" : E.Message.FilePath + ": ") + E.Message.Message);
  return Said;
}
