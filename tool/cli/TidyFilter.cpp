//===- TidyFilter.cpp - Filtering by a project's settings -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/TidyFilter.h"

#include "capture/Compat.h"
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
        Diags(Consumer), Sources(Diags.Engine, Files) {}

  /// Registers a file with the source manager; the first is the main file, and the others appear to be
  /// included by it: that distinguishes headers from main files.
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
  compat::Diagnostics Diags;
  clang::SourceManager Sources;
  clang::LangOptions Language;
};

TidyFilter::TidyFilter(StringRef MainFile, const UnitSettings &Settings)
    : M(std::make_unique<Machinery>(Settings.Tidy)) {
  M->Diags.reportTo(M->Context);
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
