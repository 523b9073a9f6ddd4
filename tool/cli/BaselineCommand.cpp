//===- BaselineCommand.cpp - asyncsafe baseline ---------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Records the current findings of a project, for `check --baseline`.
//
//===----------------------------------------------------------------------===//

#include "tool/baseline/Baseline.h"
#include "tool/cli/ClosedRoom.h"
#include "tool/cli/IndexFlags.h"
#include "tool/cli/ReportFlags.h"
#include "tool/cli/Run.h"
#include "tool/cli/Terminal.h"
#include "tool/cli/WriteFile.h"

#include "llvm/Support/raw_ostream.h"

using namespace asyncsafe;
namespace cl = llvm::cl;

static ExitCode runBaseline(const Invocation &I);

Command asyncsafe::BaselineCommand("baseline",
                                   "record the current findings, so that later runs report only new ones",
                                   runBaseline);
static AnalysisFlags Flags(BaselineCommand.Sub);
static cl::opt<unsigned> Threads("j", cl::desc("Units to analyse in parallel (default, and 0: one per core)"),
                                 cl::value_desc("n"), cl::init(0), cl::Prefix, cl::sub(BaselineCommand.Sub),
                                 cl::cat(ourOptions()));
static cl::alias Jobs("jobs", cl::desc("Alias for -j"), cl::aliasopt(Threads), cl::NotHidden,
                      cl::cat(ourOptions()));
static IndexFlags Indexing(BaselineCommand.Sub);
static cl::opt<std::string> Output("o", cl::desc("Write to this file (default: standard output)"),
                                   cl::value_desc("file"), cl::sub(BaselineCommand.Sub),
                                   cl::cat(ourOptions()));

static ExitCode runBaseline(const Invocation &I) {
  if (!closeRoom(Output.empty() ? std::vector<std::string>() : std::vector<std::string>{Output},
                 Indexing.folders(Flags, I)))
    return ExitCode::Usage;
  std::optional<ReadyToParse> Ready = prepare(Flags, I);
  if (!Ready)
    return ExitCode::Usage;
  std::unique_ptr<Index> Kept = Indexing.open(*Ready, I);
  Report R = analyse(*Ready, {Threads, false, Kept.get()});
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  renderBaseline(R, renderOptions(), Out);
  ExitCode Written = Output.empty() ? writeWhole(Text) : writeFileWhole(Output, Text);
  llvm::errs() << "asyncsafe: " << coverageLine(R) << '\n';
  // Findings are expected in a baseline; a failed unit makes it incomplete.
  return worst({Written, R.Covered.Failed.empty() ? ExitCode::Clean : ExitCode::Incomplete});
}
