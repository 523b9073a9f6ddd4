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

TidyFilter::Verdict TidyFilter::judge(const Finding &F, std::vector<std::string> &Remarks) {
  if (!M->Context.isCheckEnabled(F.Check))
    return Verdict::Off;
  M->open(F.Where.File);
  for (const Note &N : F.Notes)
    M->open(N.Where.File);
  for (const Edit &E : F.Fixes)
    M->open(E.File);
  unsigned Silenced = M->Context.getStats().ErrorsIgnoredNOLINT;
  emit(F, M->Context, M->Sources, M->Language);
  Verdict Said = Verdict::Filtered;
  for (const ClangTidyError &E : M->Consumer.take())
    if (E.DiagnosticName == F.Check)
      Said = Verdict::Reported;
    else
      Remarks.push_back((E.Message.FilePath.empty() ? "" : E.Message.FilePath + ": ") + E.Message.Message);
  if (Said == Verdict::Filtered && M->Context.getStats().ErrorsIgnoredNOLINT > Silenced)
    Said = Verdict::Silenced;
  return Said;
}
