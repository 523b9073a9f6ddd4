//===- ReportCommand.cpp - asyncsafe report -------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reports the findings of 'asyncsafe analyse' as 'asyncsafe check' would.
//
//===----------------------------------------------------------------------===//

#include "tool/cli/Answers.h"
#include "tool/cli/FindingRows.h"
#include "tool/cli/Index.h"
#include "tool/cli/ReportFlags.h"
#include "tool/cli/Run.h"
#include "tool/cli/Terminal.h"
#include "tool/cli/Workers.h"
#include "tool/input/InputFile.h"
#include "tool/report/SourceCache.h"

using namespace asyncsafe;
namespace cl = llvm::cl;

static ExitCode runReport(const Invocation &I);

Command asyncsafe::ReportCommand("report", "large builds: report the findings of analysed units", runReport);
static cl::list<std::string> Files(cl::Positional, cl::desc("FINDINGS..."), cl::OneOrMore,
                                   cl::sub(ReportCommand.Sub), cl::cat(ourOptions()));
static cl::opt<std::string> AnswersPath("answers", cl::desc("The answers of 'asyncsafe link'"),
                                        cl::value_desc("file"), cl::Required, cl::sub(ReportCommand.Sub),
                                        cl::cat(ourOptions()));
static ReportFlags Reporting(ReportCommand.Sub);

static llvm::Error problem(const std::string &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

/// The findings of every program; an error if some are missing.
static llvm::Expected<std::vector<ProgramFindings>> resultsOf(const Answers &All, FindingRows &Rows) {
  const std::vector<Program> &Programs = All.Found.Programs;
  std::vector<ProgramFindings> Results(Programs.size());
  std::vector<char> Missing(Programs.size());
  forEachOnThreads(Programs.size(), 0, [&](size_t P) {
    std::string Failure = Rows.failureOf(Programs[P], All.Units);
    if (Failure.empty())
      Results[P] = analyseProgram(
          Programs[P], All.Units, [&](size_t) { return Missing[P] = true, std::string(); }, &Rows);
    else
      Results[P].Failure = std::move(Failure);
  });
  for (size_t P = 0; P < Programs.size(); ++P)
    if (Missing[P])
      return problem("the findings of the program '" + Programs[P].Name +
                     "' are missing or outdated; run 'asyncsafe analyse " + All.GraphFiles[All.Leaders[P]] +
                     "', and name its result");
  return Results;
}

/// The hashes of \p Named, for quoting. An error if a file is not as it was captured: findings are
/// silenced by comments in these files.
static llvm::Expected<std::map<std::string, std::string>> sourcesOf(const std::set<std::string> &Named,
                                                                    const Answers &All) {
  std::map<std::string, std::string> Sources;
  for (const std::string &File : Named) {
    auto Text = readInput(File, InputLimit::Source);
    if (!Text)
      return problem(File + ": " + llvm::toString(Text.takeError()) +
                     "; the report needs the sources that were captured");
    auto Hash = All.Hashes.find(File);
    if (Hash == All.Hashes.end() || contentHash({(*Text)->getBuffer()}) != Hash->second)
      return problem(File + ": has changed since it was captured; run 'asyncsafe capture' and the later "
                            "commands again");
    Sources[File] = sourceHash((*Text)->getBuffer());
  }
  return Sources;
}

static llvm::Expected<Report> reportFrom(const std::string &Builder) {
  auto All = readAnswers(AnswersPath, Builder);
  if (!All)
    return All.takeError();
  FindingRows Rows(Builder);
  for (const std::string &File : Files)
    if (llvm::Error Unreadable = Rows.read(File))
      return std::move(Unreadable);
  auto Results = resultsOf(*All, Rows);
  if (!Results)
    return Results.takeError();
  auto Sources = sourcesOf(Rows.files(), *All);
  if (!Sources)
    return Sources.takeError();
  Report R = reportOf(All->Units, All->Found, std::move(*Results));
  R.Covered.Skipped = All->Skipped;
  R.OtherSources = std::move(*Sources);
  return R;
}

static ExitCode runReport(const Invocation &I) {
  if (!Reporting.prepare())
    return ExitCode::Usage;
  auto R = reportFrom(builderOf(I.ProgramPath));
  if (!R) {
    complain(llvm::toString(R.takeError()));
    return ExitCode::Usage;
  }
  R->Root = Reporting.root();
  Reporting.select(*R);
  R->FromFile = true; // the names of files in it are untrusted: only those below the root are quoted
  return Reporting.write(*R);
}
