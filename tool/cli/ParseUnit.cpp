//===- ParseUnit.cpp - One translation unit through Clang -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/ParseUnit.h"

#include "capture/Compat.h"
#include "tool/cli/Guarded.h"
#include "tool/flags/ReduceFlags.h"
#include "tool/index/Store.h"
#include "tool/input/InputFile.h"
#include "tool/input/Paths.h"
#include "tool/tidy/Emit.h"

#include "clang-tidy/ClangTidyOptions.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclBase.h"
#include "clang/Basic/DiagnosticAST.h"
#include "clang/Basic/DiagnosticFrontend.h"
#include "clang/Basic/DiagnosticParse.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/Pragma.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <chrono>

using namespace asyncsafe;
using clang::tooling::CommandLineArguments;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Arguments
//===----------------------------------------------------------------------===//

static CommandLineArguments adjusted(const CompileJob &Job, StringRef ResourceDirectory,
                                     const clang::tidy::ClangTidyOptions &Options) {
  using namespace clang::tooling;
  CommandLineArguments Args = Job.Arguments;
  if (const std::vector<std::string> *Removed = compat::removedArguments(Options))
    llvm::erase_if(Args, [&](const std::string &A) { return llvm::is_contained(*Removed, A); });
  if (Options.ExtraArgsBefore)
    Args = getInsertArgumentAdjuster(*Options.ExtraArgsBefore, ArgumentInsertPosition::BEGIN)(Args, Job.File);
  if (Options.ExtraArgs)
    Args = getInsertArgumentAdjuster(*Options.ExtraArgs, ArgumentInsertPosition::END)(Args, Job.File);
  // Warnings are left to the compiler; finding them costs time.
  Args = reduceToParsing(Args, Job.File, Job.Directory, WarningsAsErrors::Drop);
  // There may be many lowered errors.
  CommandLineArguments Extra = {"-fsyntax-only",      "-w",      "-ferror-limit=0",
                                "-Qunused-arguments", "-Xclang", "-fno-caret-diagnostics"};
  // Warnings that Clang raises as errors by default. GCC warns, and compiles the unit.
  for (StringRef Group : {"register", "c++11-narrowing", "implicit-function-declaration", "implicit-int",
                          "int-conversion", "incompatible-pointer-types",
                          "incompatible-function-pointer-types", "return-type", "return-mismatch"})
    Extra.push_back(("-Wno-" + Group).str());
  if (llvm::none_of(Args, [](StringRef A) { return A.starts_with("-resource-dir"); }))
    Extra.push_back(("-resource-dir=" + ResourceDirectory).str());
  return getInsertArgumentAdjuster(Extra, ArgumentInsertPosition::BEGIN)(Args, Job.File);
}

//===----------------------------------------------------------------------===//
// Parsing
//===----------------------------------------------------------------------===//

static constexpr StringRef NoJob = "its command line compiles it neither as C nor as C++";

/// Microsoft's inline assembly is parsed by LLVM's assembler, whose `.include` and `.incbin` open any
/// file, including pipes and devices. No assembler is registered: the statement is skipped with this
/// diagnostic.
static bool assemblerIsAbsent(unsigned Diagnostic) {
  return Diagnostic == clang::diag::err_msasm_unable_to_create_target ||
         Diagnostic == clang::diag::err_msasm_unsupported_arch;
}

namespace {

/// Records the first error that counts. An enumeration value out of range was a warning until Clang 19,
/// and other compilers accept it (Boost's MPL before 1.82 computes some): the note after the error
/// identifies it, and the error is lowered.
class FirstError : public clang::DiagnosticConsumer {
public:
  explicit FirstError(StringRef MainFile) : MainFile(MainFile) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level, const clang::Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    if (Level == clang::DiagnosticsEngine::Note && !Last.empty() && Info.getID() == compat::EnumRangeNote) {
      Last.clear();
      ++Lowered;
    }
    if (Level < clang::DiagnosticsEngine::Error)
      return;
    if (assemblerIsAbsent(Info.getID())) {
      SomeLeftOut = true;
      return;
    }
    settle();
    if (Info.getID() == compat::EnumRangeError) {
      ++Lowered;
      return;
    }
    if (!Text.empty())
      return;
    // Clang lists the jobs that the command would run: pages of flags.
    if (Info.getID() == clang::diag::err_fe_expected_compiler_job) {
      Text = NoJob.str();
      return;
    }
    llvm::SmallString<128> Message;
    Info.FormatDiagnostic(Message);
    Last = (where(Info) + Message).str();
  }

  /// The last error has no note after it.
  void settle() {
    if (Text.empty())
      Text = std::move(Last);
    Last.clear();
  }

  std::string Text;
  unsigned Lowered = 0;
  bool SomeLeftOut = false;
  bool any() const { return Lowered || SomeLeftOut; } ///< errors that count for nothing

private:
  std::string Last; ///< a following note may lower it
  std::string where(const clang::Diagnostic &Info) const {
    if (!Info.hasSourceManager() || Info.getLocation().isInvalid())
      return {};
    clang::PresumedLoc Loc = Info.getSourceManager().getPresumedLoc(Info.getLocation());
    if (Loc.isInvalid())
      return {};
    bool InMain = StringRef(Loc.getFilename()) == MainFile;
    return llvm::formatv("{0}{1}{2}:{3}: ", InMain ? "" : Loc.getFilename(), InMain ? "" : ":", Loc.getLine(),
                         Loc.getColumn());
  }

  StringRef MainFile;
};

using AstCallback = llvm::function_ref<void(clang::ASTContext &)>;

class Consumer : public clang::ASTConsumer {
public:
  Consumer(AstCallback OnAst, clang::SourceManager &Sources) : OnAst(OnAst), Sources(Sources) {}
  void HandleTranslationUnit(clang::ASTContext &Context) override { OnAst(Context); }
  /// Bodies in system headers are not captured, and in C++ they are a third of the parse. The few bodies
  /// in C headers show whether they can throw.
  bool shouldSkipFunctionBody(clang::Decl *D) override {
    return !D->getDeclContext()->getRedeclContext()->isTranslationUnit() &&
           Sources.isInSystemHeader(Sources.getExpansionLoc(D->getLocation()));
  }

private:
  AstCallback OnAst;
  clang::SourceManager &Sources;
};

class Action : public clang::ASTFrontendAction {
public:
  explicit Action(AstCallback OnAst) : OnAst(OnAst) {}
  /// `#pragma clang __debug` is for debugging Clang: it can print, loop and crash.
  bool BeginSourceFileAction(clang::CompilerInstance &Compiler) override {
    Compiler.getPreprocessor().AddPragmaHandler("clang", new clang::EmptyPragmaHandler("__debug"));
    return true;
  }
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &Compiler,
                                                        StringRef) override {
    return std::make_unique<Consumer>(OnAst, Compiler.getSourceManager());
  }

private:
  AstCallback OnAst;
};

/// Runs the action with a command line that writes no file, whatever the original command writes.
class Reader : public clang::tooling::FrontendActionFactory {
public:
  explicit Reader(AstCallback OnAst) : OnAst(OnAst) {}
  std::unique_ptr<clang::FrontendAction> create() override { return std::make_unique<Action>(OnAst); }
  bool runInvocation(std::shared_ptr<clang::CompilerInvocation> Invocation, clang::FileManager *Files,
                     std::shared_ptr<clang::PCHContainerOperations> Containers,
                     clang::DiagnosticConsumer *Diagnostics) override {
    // A precompiled input is not text, and its reader trusts it.
    for (const clang::FrontendInputFile &Input : Invocation->getFrontendOpts().Inputs)
      if (Input.getKind().getFormat() != clang::InputKind::Source)
        return false;
    reduceToParsing(*Invocation);
    Invocation->getFrontendOpts().SkipFunctionBodies = true; // those that Consumer names
    return FrontendActionFactory::runInvocation(std::move(Invocation), Files, std::move(Containers),
                                                Diagnostics);
  }

private:
  AstCallback OnAst;
};

} // namespace

/// A change later than this is visible in the file's modification time.
static constexpr std::chrono::seconds Settled(3);

/// The files that the source manager has opened. The time of a file that was written just now, or during
/// the parse, is not used.
static std::vector<ReadFile> filesRead(const clang::SourceManager &Sources, StringRef Directory) {
  std::vector<ReadFile> All;
  auto Now = std::chrono::system_clock::now();
  for (auto I = Sources.fileinfo_begin(), E = Sources.fileinfo_end(); I != E; ++I) {
    std::optional<StringRef> Text = I->second->getBufferDataIfLoaded();
    if (!Text)
      continue;
    llvm::SmallString<256> Path(I->first.getName());
    makeAbsolute(Directory, Path);
    ReadFile F;
    F.Path = Path.str().str();
    F.Hash = contentHash({*Text});
    llvm::sys::fs::file_status Status;
    if (!llvm::sys::fs::status(Path, Status)) {
      F.Size = Status.getSize();
      llvm::sys::TimePoint<> Modified = Status.getLastModificationTime();
      bool SameAsRead =
          llvm::sys::toTimeT(Modified) == I->first.getModificationTime() && F.Size == Text->size();
      if (SameAsRead && Modified + Settled < Now)
        F.Modified = Modified.time_since_epoch().count();
    }
    All.push_back(std::move(F));
  }
  llvm::sort(All, [](const ReadFile &A, const ReadFile &B) { return A.Path < B.Path; });
  return All;
}

std::string asyncsafe::parseUnit(const CompileJob &Job, StringRef ResourceDirectory,
                                 const clang::tidy::ClangTidyOptions &Options,
                                 llvm::function_ref<void(clang::ASTContext &)> OnAst, unsigned *Lowered,
                                 std::vector<ReadFile> *Inputs) {
  // A file system of its own: otherwise threads would share one working directory.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk = regularFiles(InputLimit::TranslationUnit);
  if (std::error_code EC = Disk->setCurrentWorkingDirectory(Job.Directory))
    return llvm::formatv("cannot enter its folder {0}: {1}", Job.Directory, EC.message());
  llvm::IntrusiveRefCntPtr<clang::FileManager> Files(
      new clang::FileManager(clang::FileSystemOptions(), Disk));
  FirstError Errors(Job.File);
  bool Parsed = false;
  auto Remember = [&](clang::ASTContext &Context) {
    NowRunning Ours(Running::Analysis);
    Parsed = true;
    Errors.settle();
    // Only errors that do not count are left.
    if (Errors.Text.empty() && Errors.any())
      Context.getDiagnostics().Reset(/*soft=*/true);
    OnAst(Context);
    if (Inputs)
      *Inputs = filesRead(Context.getSourceManager(), Job.Directory);
  };
  Reader Reads(Remember);
  clang::tooling::ToolInvocation Invocation(adjusted(Job, ResourceDirectory, Options), &Reads, Files.get(),
                                            std::make_shared<clang::PCHContainerOperations>());
  Invocation.setDiagnosticConsumer(&Errors);
  NowRunning Theirs(Running::Clang);
  bool Succeeded = Invocation.run();
  Errors.settle();
  if (Lowered)
    *Lowered = Errors.Lowered;
  if (!Errors.Text.empty())
    return Errors.Text;
  return (Succeeded || Errors.any()) && Parsed ? std::string() : NoJob.str();
}
