//===- CheckCommand.cpp - asyncsafe check ---------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs the checks over a project and reports.
//
//===----------------------------------------------------------------------===//

#include "tool/baseline/Merge.h"
#include "tool/cli/FixFlags.h"
#include "tool/cli/IndexFlags.h"
#include "tool/cli/ReportFlags.h"
#include "tool/cli/Run.h"
#include "tool/cli/Terminal.h"

#include "llvm/Support/FormatVariadic.h"

using namespace asyncsafe;
namespace cl = llvm::cl;

static ExitCode runCheck(const Invocation &I);

Command asyncsafe::CheckCommand("check", "find acquire/release code that an interruption breaks", runCheck);
static AnalysisFlags Flags(CheckCommand.Sub);
static cl::opt<unsigned> Threads("j", cl::desc("Units to analyse in parallel (default, and 0: one per core)"),
                                 cl::value_desc("n"), cl::init(0), cl::Prefix, cl::sub(CheckCommand.Sub),
                                 cl::cat(ourOptions()));
static cl::alias Jobs("jobs", cl::desc("Alias for -j"), cl::aliasopt(Threads), cl::NotHidden,
                      cl::cat(ourOptions()));
static cl::opt<std::string> ShardText("shard",
                                      cl::desc("Analyse only part i of n of the units; 'asyncsafe merge' "
                                               "combines the JSON reports of all parts"),
                                      cl::value_desc("i/n"), cl::sub(CheckCommand.Sub),
                                      cl::cat(ourOptions()));
static cl::opt<bool> Alone("alone",
                           cl::desc("Analyse each unit on its own: less is known about other files, and only "
                                    "the named units are read"),
                           cl::sub(CheckCommand.Sub), cl::cat(ourOptions()));
static IndexFlags Indexing(CheckCommand.Sub);
static ReportFlags Reporting(CheckCommand.Sub);
static FixFlags Fixing(CheckCommand.Sub);

/// Keeps the units of one part. Reports an error and returns false if --shard is invalid.
static bool keepShard(ReadyToParse &Ready) {
  if (!ShardText.getNumOccurrences())
    return true;
  std::optional<Shard> S = Shard::parse(ShardText);
  if (!S) {
    complain(llvm::formatv("--shard={0}: expected PART/PARTS, such as 2/5", ShardText).str());
    return false;
  }
  if (Reporting.selects()) {
    complain("--baseline and --diff need the findings of all parts: pass them to 'asyncsafe merge'");
    return false;
  }
  CompileJobs Part;
  std::vector<UnitSettings> Settings;
  for (size_t I = 0; I < Ready.Units.Jobs.size(); ++I)
    if (S->has(I)) {
      Part.Jobs.push_back(std::move(Ready.Units.Jobs[I]));
      Settings.push_back(std::move(Ready.Settings[I]));
    }
  // A part is judged by itself: other machines read the other parts.
  Ready.Units.Others.clear();
  Ready.OtherSettings.clear();
  Ready.Units.Jobs = std::move(Part.Jobs);
  Ready.Settings = std::move(Settings);
  return true;
}

static ExitCode runCheck(const Invocation &I) {
  std::vector<std::string> Folders = Indexing.folders(Flags, I);
  if (!Fixing.prepare())
    return ExitCode::Usage;
  llvm::append_range(Folders, Fixing.writableFolders());
  if (!Reporting.prepare(Folders))
    return ExitCode::Usage;
  std::optional<ReadyToParse> Ready = prepare(Flags, I);
  if (!Ready || !keepShard(*Ready))
    return ExitCode::Usage;
  // An index may come from anywhere, and would determine which files are changed.
  std::unique_ptr<Index> Kept = Fixing.isOn() ? nullptr : Indexing.open(*Ready, I);
  Report R = analyse(*Ready, {Threads, Alone, Kept.get()});
  R.Part = ShardText;
  R.Root = Reporting.root();
  if (Ready->Units.Excluded)
    R.Remarks.push_back(
        llvm::formatv("{0} unit{1} excluded", Ready->Units.Excluded, Ready->Units.Excluded == 1 ? "" : "s"));
  Flags.filter(R, Ready->Units);
  Reporting.select(R);
  Fixing.plan(R);
  ExitCode Code = Reporting.write(R, Fixing.takesOutput());
  return worst({Code, Fixing.carryOut()});
}
