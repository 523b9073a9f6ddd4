//===- ReportFlags.cpp - Flags of every subcommand that reports -----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/ReportFlags.h"

#include "checks/Check.h"
#include "tool/cli/ClosedRoom.h"
#include "tool/cli/DocPages.h"
#include "tool/cli/Statistics.h"
#include "tool/cli/Terminal.h"
#include "tool/cli/WriteFile.h"
#include "tool/report/DocLink.h"
#include "tool/report/Revision.h"
#include "tool/report/SourceCache.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <unistd.h>

using namespace asyncsafe;
namespace cl = llvm::cl;
using llvm::StringRef;

ReportFlags::ReportFlags(cl::SubCommand &Sub)
    : Formats("format",
              cl::desc(
                  "Report format: text (default), json, sarif, github, gitlab, junit or html; append ':file' "
                  "to write it to that file. Can be repeated"),
              cl::value_desc("name[:file]"), cl::sub(Sub), cl::cat(ourOptions())),
      OutputFile("output", cl::desc("Write the report to this file (atomically) instead of standard output"),
                 cl::value_desc("file"), cl::sub(Sub), cl::cat(ourOptions())),
      OutputShort("o", cl::desc("Alias for --output"), cl::aliasopt(OutputFile), cl::NotHidden,
                  cl::cat(ourOptions())),
      BaselineFile(
          "baseline",
          cl::desc("Report only findings that are not in this file, written by 'asyncsafe baseline'"),
          cl::value_desc("file"), cl::sub(Sub), cl::cat(ourOptions())),
      Revision("diff", cl::desc("Report only findings in lines changed since this git revision"),
               cl::value_desc("revision"), cl::sub(Sub), cl::cat(ourOptions())),
      RootFolder("root",
                 cl::desc("Folder of the project, to which paths in reports are relative (default: the "
                          "repository; in text, the working directory)"),
                 cl::value_desc("folder"), cl::sub(Sub), cl::cat(ourOptions())),
      Threshold("fail-on", cl::desc("Findings that make the exit code 1:"), cl::init(FailOn::Any),
                cl::values(clEnumValN(FailOn::Any, "any", "every finding (default)"),
                           clEnumValN(FailOn::Error, "error", "errors"),
                           clEnumValN(FailOn::Warning, "warning", "errors and warnings"),
                           clEnumValN(FailOn::Definite, "definite", "findings of definite certainty"),
                           clEnumValN(FailOn::Never, "never", "none")),
                cl::sub(Sub), cl::cat(ourOptions())),
      Quiet("quiet", cl::desc("Omit the coverage line if everything was covered"), cl::sub(Sub),
            cl::cat(ourOptions())),
      Statistics(
          "statistics",
          cl::desc(
              "Print findings by check and level, and the time and memory of the run, to standard error"),
          cl::sub(Sub), cl::cat(ourOptions())),
      ShowSuppressed("show-suppressed",
                     cl::desc("In SARIF, also list what NOLINT comments and the baseline suppress, marked as "
                              "such. Not for GitHub, which would show it as open alerts"),
                     cl::sub(Sub), cl::cat(ourOptions())) {}

//===----------------------------------------------------------------------===//
// Before the work
//===----------------------------------------------------------------------===//

static std::string formatNames() {
  std::vector<std::string> Names;
  for (const Format *F : allFormats())
    Names.push_back(F->Name.str());
  return llvm::join(Names, ", ");
}

bool ReportFlags::parseFormats() {
  std::vector<std::string> Wanted(Formats.begin(), Formats.end());
  if (Wanted.empty())
    Wanted.push_back("text");
  for (StringRef Text : Wanted) {
    auto [Name, File] = Text.split(':');
    const Format *F = findFormat(Name);
    if (!F) {
      complain(
          llvm::formatv("--format={0}: unknown format; known formats are {1}", Name, formatNames()).str());
      return false;
    }
    if (Text.contains(':') && File.empty()) {
      complain(llvm::formatv("--format={0}: expected a file name after ':'", Text).str());
      return false;
    }
    Outputs.push_back({F, File.empty() ? OutputFile.getValue() : File.str()});
  }
  for (size_t I = 0; I < Outputs.size(); ++I)
    for (size_t J = 0; J < I; ++J)
      if (Outputs[I].File == Outputs[J].File) {
        StringRef Where = Outputs[I].File.empty() ? StringRef("standard output") : StringRef(Outputs[I].File);
        complain(llvm::formatv("both {0} and {1} would go to {2}; give one of them a file: --format={1}:FILE",
                               Outputs[J].How->Name, Outputs[I].How->Name, Where)
                     .str());
        return false;
      }
  if (OutputFile.getNumOccurrences() &&
      llvm::none_of(Outputs, [&](const Output &O) { return O.File == OutputFile; })) {
    complain(
        llvm::formatv("--output={0}: every format already has its own file", OutputFile.getValue()).str());
    return false;
  }
  return true;
}

/// \p File can be written. Tested before the work, so that the report is not lost after it.
static bool canBeWritten(StringRef File) {
  namespace fs = llvm::sys::fs;
  fs::file_status Status;
  bool Exists = !fs::status(File, Status);
  std::string Reason;
  if (Exists && fs::is_directory(Status))
    Reason = "it is a folder";
  else if (Exists && !fs::is_regular_file(Status))
    return true; // a pipe or a terminal: opened once, for the report
  StringRef Folder = llvm::sys::path::parent_path(File);
  if (Reason.empty())
    if (std::error_code EC = fs::access(Folder.empty() ? "." : Folder, fs::AccessMode::Write))
      Reason = llvm::formatv("folder '{0}': {1}", Folder.empty() ? "." : Folder, EC.message()).str();
  if (Reason.empty())
    return true;
  complain(llvm::formatv("{0}: cannot write: {1}; nothing was analysed", File, Reason).str());
  return false;
}

bool ReportFlags::findRoot() {
  if (!RootFolder.getNumOccurrences()) {
    Root = projectRoot();
    return true;
  }
  llvm::SmallString<256> Folder(RootFolder);
  static_cast<void>(llvm::sys::fs::make_absolute(Folder));
  llvm::sys::path::remove_dots(Folder, /*remove_dot_dot=*/true);
  Root = Folder.str().str();
  if (llvm::sys::fs::is_directory(Root))
    return true;
  complain(llvm::formatv("--root={0}: is not a folder", RootFolder.getValue()).str());
  return false;
}

bool ReportFlags::prepare(const std::vector<std::string> &WritableFolders) {
  if (!parseFormats() || !findRoot())
    return false;
  for (const Output &To : Outputs)
    if (!To.File.empty() && !canBeWritten(To.File))
      return false;
  std::optional<GitAnswers> Answers;
  if (Revision.getNumOccurrences()) {
    auto Asked = askGit(Revision, ".");
    if (!Asked) {
      complain(llvm::toString(Asked.takeError()));
      return false;
    }
    Answers = std::move(*Asked);
  }
  std::vector<std::string> Files;
  for (const Output &To : Outputs)
    if (!To.File.empty())
      Files.push_back(To.File);
  if (!closeRoom(Files, WritableFolders))
    return false;
  if (Answers)
    Changed = ChangedLines::read(*Answers);
  if (BaselineFile.getNumOccurrences()) {
    auto Read = readBaseline(BaselineFile);
    if (!Read) {
      complain(llvm::toString(Read.takeError()));
      return false;
    }
    Known = std::move(*Read);
  }
  return true;
}

//===----------------------------------------------------------------------===//
// After the work
//===----------------------------------------------------------------------===//

static std::string pageOf(StringRef Check) {
  for (const DocPage &Page : docPages())
    if (Page.Check == Check)
      return Page.Text.str();
  return {};
}

static std::string workingDirectory() {
  llvm::SmallString<256> Here;
  return llvm::sys::fs::current_path(Here) ? std::string() : Here.str().str();
}

std::string asyncsafe::projectRoot() {
  std::string Here = workingDirectory(), Repository = repositoryOf(Here);
  return Repository.empty() ? Here : Repository;
}

RenderOptions asyncsafe::renderOptions() {
  static int Anchor;
  lookForPagesBeside(llvm::sys::fs::getMainExecutable(nullptr, &Anchor));
  RenderOptions Options;
  Options.Version = ASYNCSAFE_VERSION;
  Options.Root = projectRoot();
  Options.WorkingDirectory = workingDirectory();
  for (const CheckInfo *Info : allChecks()) {
    StringRef Id(Info->Id.data(), Info->Id.size());
    Options.Rules.push_back({Id.str(), std::string(Info->Summary), std::string(Info->Cwe), pageOf(Id),
                             docLink(Id), std::string(Info->Precision), std::string(Info->SecuritySeverity)});
  }
  return Options;
}

ExitCode ReportFlags::writeTo(const Report &R, const Output &To) const {
  RenderOptions Options = renderOptions();
  Options.Quiet = Quiet && !leavesOut(R);
  Options.Suppressed = ShowSuppressed;
  Options.Root = Root;
  if (RootFolder.getNumOccurrences())
    Options.WorkingDirectory = Root;
  Options.Colour = To.File.empty() && wantsColour(STDOUT_FILENO);
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  To.How->Render(R, Options, Out);
  return To.File.empty() ? writeWhole(Text) : writeFileWhole(To.File, Text);
}

bool ReportFlags::fails(const Report &R) const {
  return llvm::any_of(R.Findings, [&](const Finding &F) {
    switch (Threshold) {
    case FailOn::Any:
      return true;
    case FailOn::Error:
      return F.Severity == Level::Error;
    case FailOn::Warning:
      return F.Severity >= Level::Warning;
    case FailOn::Definite:
      return F.Sure == Certainty::Definite;
    case FailOn::Never:
      return false;
    }
    return true;
  });
}

void ReportFlags::select(Report &R) const {
  if (Known)
    applyBaseline(R, *Known);
  if (Changed)
    keepTouched(R, *Changed, Revision);
  if (!R.FromFile)
    addSourceHashes(R);
}

ExitCode ReportFlags::write(const Report &R, bool OutputIsTaken) const {
  ExitCode Code = worst({R.Covered.Failed.empty() ? ExitCode::Clean : ExitCode::Incomplete,
                         R.Misnamed ? ExitCode::Usage : ExitCode::Clean,
                         fails(R) ? ExitCode::Findings : ExitCode::Clean});
  bool TextOnScreen = false;
  for (const Output &To : Outputs) {
    if (OutputIsTaken && To.File.empty())
      continue;
    Code = worst({Code, writeTo(R, To)});
    TextOnScreen |= To.File.empty() && To.How->Name == "text";
  }
  // The last line of each stream gives the coverage; once is enough if both are the same, since text
  // ends with it.
  if ((!TextOnScreen || !sameFile(STDOUT_FILENO, STDERR_FILENO)) && !(Quiet && !leavesOut(R)))
    llvm::errs() << "asyncsafe: " << coverageLine(R) << '\n';
  if (Statistics)
    writeStatistics(R, llvm::errs());
  return Code;
}
