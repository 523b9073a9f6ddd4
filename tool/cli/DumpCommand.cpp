//===- DumpCommand.cpp - asyncsafe dump -----------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Prints the result of one stage of the pipeline for a unit; the tests of the stages read it.
//
//===----------------------------------------------------------------------===//

#include "analysis/Facts.h"
#include "analysis/engine/Effort.h"
#include "analysis/engine/Prepare.h"
#include "checks/Check.h"
#include "effects/Print.h"
#include "effects/Serialize.h"
#include "effects/Shuffle.h"
#include "tool/cli/AnalysisFlags.h"
#include "tool/cli/ClosedRoom.h"
#include "tool/cli/Guarded.h"
#include "tool/cli/ParseUnit.h"
#include "tool/cli/Terminal.h"
#include "tool/report/Escape.h"

#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

using namespace asyncsafe;
namespace cl = llvm::cl;

static ExitCode runDump(const Invocation &I);

Command asyncsafe::DumpCommand("dump", "print the result of one analysis stage", runDump);
static AnalysisFlags Flags(DumpCommand.Sub);

namespace {
enum class Stage { Effects, Facts, Findings, Effort };
}
static cl::opt<Stage>
    WantedStage("stage", cl::desc("The stage to show:"), cl::init(Stage::Effects),
                cl::values(clEnumValN(Stage::Effects, "effects", "the effects graph (default)"),
                           clEnumValN(Stage::Facts, "facts", "summaries and exposures"),
                           clEnumValN(Stage::Findings, "findings", "the findings, before NOLINT is applied"),
                           clEnumValN(Stage::Effort, "effort", "how many steps the analysis takes")),
                cl::sub(DumpCommand.Sub), cl::cat(ourOptions()));

static cl::opt<unsigned> Shuffles("shuffles",
                                  cl::desc("With --stage=findings: repeat the analysis so many times with "
                                           "functions, objects and branches reordered"),
                                  cl::value_desc("count"), cl::init(0), cl::Hidden, cl::sub(DumpCommand.Sub),
                                  cl::cat(ourOptions()));

/// "line:column", preceded by the file's name if it is not the main file.
static std::string place(const FilePlace &P, const Unit &U) {
  if (P.File.empty())
    return "?";
  bool Main = P.File == U.MainFile;
  return llvm::formatv("{0}{1}{2}:{3}", Main ? "" : llvm::sys::path::filename(P.File), Main ? "" : ":",
                       P.Line, P.Column);
}

static std::string printFindings(const UnitReport &Report, const Unit &U) {
  std::string Text;
  for (const Finding &F : Report.Findings) {
    Text += llvm::formatv("{0}: {1} {2} {3} {4}: {5}\n", place(F.Where, U), spelling(F.Severity),
                          spelling(F.Sure), spelling(F.Why), F.Check, F.Message);
    for (const Note &N : F.Notes)
      Text += llvm::formatv("  {0}: {1}\n", place(N.Where, U), N.Message);
    for (const std::string &Line : {F.Consequence, F.Help})
      if (!Line.empty())
        Text += "  " + Line + "\n";
    for (const Edit &E : F.Fixes)
      Text += llvm::formatv("  fix {0}+{1}: \"{2}\"\n", E.Offset, E.Length, E.Text);
  }
  for (const Refusal &R : Report.Refusals)
    Text += llvm::formatv("{0}: refused {1}: {2}\n", place(placeOf(R.Range, U), U), R.Function, R.Reason);
  return Text;
}

/// \p U after storing and reading it: a dump shows what a later stage would get, and every dump tests
/// that storing loses nothing.
static Unit stored(const Unit &U) {
  std::string Bytes = serialize(U), Error;
  std::optional<Unit> Back = deserialize(Bytes, Error);
  if (!Back || serialize(*Back) != Bytes)
    llvm::report_fatal_error(llvm::Twine("the graph does not survive being stored: ") + Error);
  return std::move(*Back);
}

/// The differences between the results for \p U and for a copy with its functions, objects and
/// registrations in another order.
static std::string differences(const Unit &U, const UnitOptions &Options, const std::string &Findings) {
  std::string Text;
  for (unsigned Seed = 1; Seed <= Shuffles; ++Seed) {
    Unit Other = shuffled(U, Seed);
    std::string Now = printFindings(runChecks(Other, Options.Analysis, Options.Shown), Other);
    if (Now != Findings)
      Text += llvm::formatv("depends on order; in order {0}:\n{1}", Seed, Now);
  }
  return Text;
}

/// The size of the unit, and the work of its analysis: the same on every machine.
static std::string effort(const Unit &U, const UnitOptions &Options) {
  size_t Events = 0;
  for (const Function &F : U.Functions)
    for (const Block &B : F.Blocks)
      Events += B.Events.size();
  uint64_t Before = Effort::taken();
  UnitReport Report = runChecks(U, Options.Analysis, Options.Shown);
  std::string Text = llvm::formatv("events {0}\nsteps {1}\nfindings {2}\n", Events, Effort::taken() - Before,
                                   Report.Findings.size());
  for (const Refusal &R : Report.Refusals)
    Text += llvm::formatv("refused {0}: {1}\n", R.Function, R.Reason);
  return Text;
}

static std::string dump(clang::ASTContext &AST, const UnitSettings &S) {
  Unit U = stored(capture(AST, *S.Models, S.Options.Capture));
  if (WantedStage == Stage::Effects)
    return print(U);
  asyncsafe::prepare(U);
  switch (WantedStage) {
  case Stage::Effects:
    break;
  case Stage::Facts:
    return print(analyse(U, S.Options.Analysis));
  case Stage::Findings: {
    std::string Findings = printFindings(runChecks(U, S.Options.Analysis, S.Options.Shown), U);
    return Findings + differences(U, S.Options, Findings);
  }
  case Stage::Effort:
    return effort(U, S.Options);
  }
  llvm_unreachable("a stage without a dump");
}

static ExitCode runDump(const Invocation &I) {
  closeRoom({});
  std::optional<ReadyToParse> Ready = prepare(Flags, I);
  if (!Ready)
    return ExitCode::Usage;
  ExitCode Code = ExitCode::Clean;
  std::string Text;
  for (size_t N = 0; N < Ready->Units.Jobs.size(); ++N) {
    const CompileJob &Job = Ready->Units.Jobs[N];
    const UnitSettings &Settings = Ready->Settings[N];
    std::string Error, Dumped;
    std::string Crash = runGuarded([&] {
      Error = parseUnit(Job, Ready->ResourceDirectory, Settings.Tidy,
                        [&](clang::ASTContext &AST) { Dumped = dump(AST, Settings); });
    });
    if (!Crash.empty() || !Error.empty()) {
      complain(Job.File + ": " + (Crash.empty() ? Error : Crash));
      Code = ExitCode::Incomplete;
    }
    if (!Crash.empty())
      continue; // a unit that does not compile is shown, to see what is refused
    if (Ready->Units.Jobs.size() > 1)
      Text += "unit " + Job.File + "\n";
    Text += Dumped;
  }
  return worst({writeWhole(visible(Text, /*Lines=*/true)), Code});
}
