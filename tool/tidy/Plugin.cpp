//===- Plugin.cpp - The checks as a clang-tidy module ---------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs the checks inside clang-tidy: one module registers all checks, and each translation unit is
// analysed once, however many checks are enabled.
//
//===----------------------------------------------------------------------===//

#include "capture/Compat.h"
#include "tool/tidy/Emit.h"

#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>

using namespace asyncsafe;
using clang::ast_matchers::MatchFinder;
using clang::tidy::ClangTidyContext;

#ifdef ASYNCSAFE_CLANGD
static constexpr FixesAs Style = FixesAs::Actions;
#else
static constexpr FixesAs Style = FixesAs::OnFinding;
#endif

namespace {

/// The analysis of one unit, shared by the enabled checks.
class SharedAnalysis {
public:
  /// The analysis shared by the checks of \p Context's current unit. clang-tidy creates new checks for
  /// each unit, so it is destroyed with the checks of its unit; clangd has several contexts alive at
  /// once.
  static std::shared_ptr<SharedAnalysis> of(ClangTidyContext *Context) {
    static std::mutex Guard;
    static std::map<ClangTidyContext *, std::weak_ptr<SharedAnalysis>> Live;
    std::lock_guard<std::mutex> Lock(Guard);
    for (auto It = Live.begin(); It != Live.end();)
      It = It->second.expired() ? Live.erase(It) : std::next(It);
    std::weak_ptr<SharedAnalysis> &Slot = Live[Context];
    std::shared_ptr<SharedAnalysis> Analysis = Slot.lock();
    if (!Analysis)
      Slot = Analysis = std::make_shared<SharedAnalysis>();
    return Analysis;
  }

  /// Null if there is nothing to report.
  const AnalysedUnit *get(clang::ASTContext &AST, ClangTidyContext &Context) {
    if (!Done)
      Result = run(AST, Context);
    Done = true;
    return Result ? &*Result : nullptr;
  }

private:
  static std::optional<AnalysedUnit> run(clang::ASTContext &AST, ClangTidyContext &Context) {
    std::vector<std::string> Errors;
    UnitOptions Options = readUnitOptions(Context.getOptions(), Context.getCurrentFile(), Errors);
    std::vector<ModelError> ModelErrors;
    std::shared_ptr<const ModelSet> Models = modelsFor(Options.Models, ModelErrors);
    for (const ModelError &E : ModelErrors)
      Errors.push_back(E.message());
    for (const std::string &E : Errors)
      Context.configurationDiag("%0", clang::DiagnosticIDs::Error) << "asyncsafe: " + E;
    if (!Errors.empty() || !Models || !isAnalysable(AST))
      return std::nullopt;
    return analyseUnit(AST, *Models, Options);
  }

  /// Identity, modification time and size of a file, which change with its contents. Nothing if the file
  /// does not exist.
  using Stamp = std::optional<std::tuple<llvm::sys::fs::UniqueID, llvm::sys::TimePoint<>, uint64_t>>;
  static Stamp stampOf(const std::string &File) {
    llvm::sys::fs::file_status Status;
    if (llvm::sys::fs::status(File, Status))
      return std::nullopt;
    return std::tuple(Status.getUniqueID(), Status.getLastModificationTime(), Status.getSize());
  }

  /// Loading models takes longer than analysing a small unit, and clang-tidy may run over many units; in
  /// clangd, a user may change the models during the session.
  static std::shared_ptr<const ModelSet> modelsFor(const std::vector<std::string> &Files,
                                                   std::vector<ModelError> &Errors) {
    if (Files.empty())
      return ModelSet::builtin();
    struct Kept {
      std::vector<Stamp> Stamps;
      std::shared_ptr<const ModelSet> Models;
    };
    static std::mutex Guard;
    static std::map<std::vector<std::string>, Kept> Loaded;
    std::lock_guard<std::mutex> Lock(Guard);
    std::vector<Stamp> Stamps; // before they are read: a file that changes meanwhile is read again
    for (const std::string &File : Files)
      Stamps.push_back(stampOf(File));
    Kept &K = Loaded[Files];
    if (!K.Models || K.Stamps != Stamps)
      K = {Stamps, ModelSet::load(Files, Errors)};
    return K.Models;
  }

  bool Done = false;
  std::optional<AnalysedUnit> Result;
};

/// A check of the module: reports the findings of the shared analysis that have its id.
class TidyCheck : public clang::tidy::ClangTidyCheck {
public:
  TidyCheck(llvm::StringRef Name, ClangTidyContext *Context)
      : ClangTidyCheck(Name, Context), Name(Name), Context(*Context), Analysis(SharedAnalysis::of(Context)) {
    if (llvm::StringSet<> *Known = Context->getOptionsCollector())
      for (const OptionInfo &Info : unitOptions())
        Known->insert(fullKey(Info));
  }

  void registerMatchers(MatchFinder *Finder) override {
    using namespace clang::ast_matchers;
    Finder->addMatcher(translationUnitDecl(), this);
    // clangd visits only the declarations of the main file, never the unit: the first function stands
    // for it.
    Finder->addMatcher(functionDecl(isDefinition()), this);
    Finder->addMatcher(lambdaExpr(), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    if (Reported)
      return;
    Reported = true;
    const AnalysedUnit *A = Analysis->get(*Result.Context, Context);
    if (!A)
      return;
    for (const Finding &F : A->Found.Findings)
      if (F.Check == Name)
        emit(F, Context, *Result.SourceManager, Result.Context->getLangOpts(), Style);
  }

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Options) override {
    std::vector<std::string> Ignored; // reported when the unit is analysed
    storeUnitOptions(readUnitOptions(Context.getOptions(), Context.getCurrentFile(), Ignored), Options);
  }

private:
  std::string Name;
  ClangTidyContext &Context;
  std::shared_ptr<SharedAnalysis> Analysis;
  bool Reported = false;
};

class AsyncsafeModule : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
    for (const CheckInfo *Info : allChecks())
      Factories.registerCheckFactory(llvm::StringRef(Info->Id.data(), Info->Id.size()),
                                     [](llvm::StringRef Name, ClangTidyContext *Context) {
                                       return std::make_unique<TidyCheck>(Name, Context);
                                     });
  }
};

/// Clang's classes have no stable layout: with another release, the first call would be undefined
/// behaviour.
struct VersionGuard {
  VersionGuard() {
    std::string Host = clang::getClangFullVersion();
    std::string Wanted = "clang version " CLANG_VERSION_MAJOR_STRING ".";
    if (llvm::StringRef(Host).contains(Wanted))
      return;
    llvm::errs() << "error: libasyncsafe-tidy.so was built for Clang " CLANG_VERSION_MAJOR_STRING
                    " and cannot be loaded into "
                 << Host << "; use clang-tidy-" CLANG_VERSION_MAJOR_STRING
                 << ", or build asyncsafe for this Clang\n";
    std::_Exit(2);
  }
};

} // namespace

static const VersionGuard CheckVersion;
static clang::tidy::ClangTidyModuleRegistry::Add<AsyncsafeModule>
    Registered("asyncsafe-module", "Finds acquire/release code that asynchronous interruption breaks.");
