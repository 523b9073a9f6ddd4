//===- Run.cpp - Every unit, on every core --------------------------------===//

#include "tool/cli/Run.h"

#include "tool/baseline/Fingerprint.h"
#include "tool/baseline/Merge.h"
#include "tool/cli/ParseUnit.h"
#include "tool/cli/Terminal.h"
#include "tool/tidy/Emit.h"

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Basic/Stack.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Support/Threading.h"
#include <csignal>
#include <cstring>
#include <mutex>

using namespace asyncsafe;
using llvm::StringRef;

namespace {

/// What one unit contributes to the report.
struct UnitResult {
  std::string Failure; ///< empty if it was analysed
  std::vector<ReportedFinding> Findings;
  std::vector<RefusedFunction> Refused;
  std::vector<std::string> Remarks; ///< clang-tidy's own complaints: a suppression block that never ends, …
  std::vector<ReportedFinding> Suppressed;
};

} // namespace

//===----------------------------------------------------------------------===//
// One unit
//===----------------------------------------------------------------------===//

static FilePlace reported(const SourceRange &R, const Unit &U) {
  FilePlace P;
  if (R.File < U.Files.size())
    P.File = U.Files[R.File];
  P.Line = R.Line;
  P.Column = R.Column;
  P.Begin = R.Begin;
  P.End = R.End;
  return P;
}

/// The name of the innermost function around \p R; empty outside functions.
static std::string functionAround(const SourceRange &R, const Unit &U) {
  const Function *Innermost = nullptr;
  for (const Function &F : U.Functions)
    if (F.Range.File == R.File && F.Range.Begin <= R.Begin && R.End <= F.Range.End &&
        (!Innermost || F.Range.Begin > Innermost->Range.Begin))
      Innermost = &F;
  return Innermost ? Innermost->Name : std::string();
}

static ReportedFinding reported(const Finding &F, const Unit &U) {
  ReportedFinding R;
  R.Function = functionAround(F.Where, U);
  R.Check = F.Check;
  R.Where = reported(F.Where, U);
  R.Message = F.Message;
  R.Sure = F.Sure;
  R.Why = F.Why;
  for (const Note &N : F.Notes) {
    const SourceRange &Where = N.Where.isValid() ? N.Where : F.Where;
    R.Notes.push_back({reported(Where, U), N.Message, functionAround(Where, U)});
  }
  for (const Edit &E : F.Fixes)
    if (E.File < U.Files.size())
      R.Fixes.push_back({U.Files[E.File], E.Offset, E.Length, E.Text});
  return R;
}

/// Sends each finding through clang-tidy and keeps those that come out: NOLINT,
/// the check list and the header filter are decided there, as in the plugin.
static void filter(const AnalysedUnit &A, const UnitSettings &Settings, clang::ASTContext &AST,
                   StringRef File, UnitResult &Result) {
  using namespace clang::tidy;
  ClangTidyContext Context(std::make_unique<DefaultOptionsProvider>(ClangTidyGlobalOptions(), Settings.Tidy));
  ClangTidyDiagnosticConsumer Consumer(Context);
  auto DiagOptions = std::make_unique<clang::DiagnosticOptions>();
  clang::DiagnosticsEngine Engine(clang::DiagnosticIDs::create(), *DiagOptions, &Consumer,
                                  /*ShouldOwnClient=*/false);
  Context.setDiagnosticsEngine(std::move(DiagOptions), &Engine);
  Context.setSourceManager(&AST.getSourceManager());
  Context.setCurrentFile(File);
  Context.setASTContext(&AST);
  Consumer.BeginSourceFile(AST.getLangOpts());
  for (const Finding &F : A.Found.Findings) {
    if (!Context.isCheckEnabled(StringRef(F.Check.data(), F.Check.size())))
      continue;
    emit(F, A.Graph, Context, AST.getSourceManager());
    bool Survived = false;
    for (const ClangTidyError &E : Consumer.take())
      if (E.DiagnosticName == F.Check)
        Survived = true;
      else
        Result.Remarks.push_back((E.Message.FilePath.empty() ? "" : E.Message.FilePath + ": ") +
                                 E.Message.Message);
    (Survived ? Result.Findings : Result.Suppressed).push_back(reported(F, A.Graph));
  }
  Consumer.EndSourceFile();
}

static UnitResult analyseOne(const CompileJob &Job, const UnitSettings &Settings,
                             StringRef ResourceDirectory) {
  UnitResult Result;
  std::string Error = parseUnit(Job, ResourceDirectory, Settings.Tidy, [&](clang::ASTContext &AST) {
    if (!isAnalysable(AST))
      return;
    AnalysedUnit A = analyseUnit(AST, *Settings.Models, Settings.Options);
    filter(A, Settings, AST, Job.File, Result);
    for (const Refusal &R : A.Found.Refusals)
      Result.Refused.push_back({R.Function, reported(R.Range, A.Graph), R.Reason});
  });
  Result.Failure = std::move(Error);
  return Result;
}

//===----------------------------------------------------------------------===//
// All units
//===----------------------------------------------------------------------===//

/// LLVM's crash handlers run on the stack of the thread that crashed, which is no
/// help when that stack is what ran out.
static void handleCrashesOnTheirOwnStack() {
  for (int Signal : {SIGSEGV, SIGBUS}) {
    struct sigaction Action{};
    if (sigaction(Signal, nullptr, &Action) == 0) {
      Action.sa_flags |= SA_ONSTACK;
      sigaction(Signal, &Action, nullptr);
    }
  }
}

namespace {
/// A thread's stack for signal handlers, while this lives.
class SignalStack {
public:
  SignalStack() : Memory(new char[Size]) {
    stack_t Stack{};
    Stack.ss_sp = Memory.get();
    Stack.ss_size = Size;
    sigaltstack(&Stack, nullptr);
  }
  ~SignalStack() {
    stack_t None{};
    None.ss_flags = SS_DISABLE;
    sigaltstack(&None, nullptr);
  }

private:
  static constexpr size_t Size = 64u << 10;
  std::unique_ptr<char[]> Memory;
};
} // namespace

std::string asyncsafe::runGuarded(llvm::function_ref<void()> Do) {
  static std::once_flag Enabled;
  std::call_once(Enabled, [] {
    llvm::CrashRecoveryContext::Enable();
    handleCrashesOnTheirOwnStack();
  });
  constexpr unsigned StackSize = 64u << 20; // address space, not memory
  llvm::CrashRecoveryContext Guard;
  auto OnThread = [&] {
    SignalStack Emergency;
    clang::noteBottomOfStack(/*ForceSet=*/true);
    Do();
  };
  if (Guard.RunSafelyOnThread(OnThread, StackSize))
    return {};
  // A signal's exit code is 128 + its number.
  int Signal = Guard.RetCode - 128;
  const char *Name = Signal > 0 ? strsignal(Signal) : nullptr;
  return llvm::formatv("the analysis crashed ({0}); please report it with the file",
                       Name ? Name : "fatal error");
}

static void mergeInto(Report &R, const CompileJob &Job, UnitResult &Result) {
  Coverage &C = R.Covered;
  ++C.Units;
  if (!Result.Failure.empty()) {
    C.Failed.push_back({Job.File, std::move(Result.Failure)});
    return;
  }
  ++C.Analysed;
  llvm::append_range(R.Silenced, std::move(Result.Suppressed));
  llvm::append_range(R.Findings, std::move(Result.Findings));
  llvm::append_range(C.Refused, std::move(Result.Refused));
}

Report asyncsafe::analyse(llvm::ArrayRef<CompileJob> Jobs, llvm::ArrayRef<UnitSettings> Settings,
                          unsigned Threads, StringRef ResourceDirectory) {
  std::vector<UnitResult> Results(Jobs.size());
  ProgressLine Progress(Jobs.size());
  auto Analyse = [&](size_t I) {
    Progress.begin(Jobs[I].File);
    // What a crash leaves half-built must not be destroyed: it is leaked.
    auto Local = std::make_unique<UnitResult>();
    std::string Crash = runGuarded([&] { *Local = analyseOne(Jobs[I], Settings[I], ResourceDirectory); });
    if (Crash.empty()) {
      Results[I] = std::move(*Local);
    } else {
      static_cast<void>(Local.release());
      Results[I].Failure = std::move(Crash);
    }
    Progress.end();
  };

  {
    llvm::DefaultThreadPool Pool(llvm::hardware_concurrency(Threads));
    for (size_t I = 0; I < Jobs.size(); ++I)
      Pool.async([&Analyse, I] { Analyse(I); });
    Pool.wait();
  }
  Progress.clear();

  Report R;
  std::vector<std::string> Remarks;
  for (size_t I = 0; I < Jobs.size(); ++I) {
    llvm::append_range(Remarks, Results[I].Remarks);
    mergeInto(R, Jobs[I], Results[I]);
  }
  addFingerprints(R.Findings);
  addFingerprints(R.Silenced);
  normalise(R);
  llvm::sort(Remarks);
  Remarks.erase(std::unique(Remarks.begin(), Remarks.end()), Remarks.end());
  for (const std::string &Remark : Remarks)
    warn(Remark);
  return R;
}
