//===- CaptureCommand.cpp - asyncsafe capture -----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parses one unit and writes its graph to a file: the only phase with Clang.
//
//===----------------------------------------------------------------------===//

#include "tool/cli/AnalysisFlags.h"
#include "tool/cli/CapturedUnit.h"
#include "tool/cli/ClosedRoom.h"
#include "tool/cli/DepFile.h"
#include "tool/cli/Index.h"
#include "tool/cli/Terminal.h"
#include "tool/cli/WriteFile.h"

#include "clang/Tooling/CompilationDatabase.h"

using namespace asyncsafe;
namespace cl = llvm::cl;

static ExitCode runCapture(const Invocation &I);

Command asyncsafe::CaptureCommand("capture", "large builds: write the graph of one unit to a file",
                                  runCapture);
static cl::opt<std::string> File(cl::Positional, cl::desc("FILE -- FLAGS..."), cl::Required,
                                 cl::sub(CaptureCommand.Sub), cl::cat(ourOptions()));
static cl::opt<std::string>
    Output("o", cl::desc("Write the graph to this file (atomically, and only if it changes)"),
           cl::value_desc("file"), cl::Required, cl::sub(CaptureCommand.Sub), cl::cat(ourOptions()));
static cl::opt<std::string>
    DepFile("depfile", cl::desc("Write the files that were read to this file, as compilers do with -MF"),
            cl::value_desc("file"), cl::sub(CaptureCommand.Sub), cl::cat(ourOptions()));
static cl::opt<std::string> Directory("directory",
                                      cl::desc("Folder in which the compiler runs (default: the working "
                                               "directory)"),
                                      cl::value_desc("folder"), cl::init("."), cl::sub(CaptureCommand.Sub),
                                      cl::cat(ourOptions()));
static cl::opt<bool>
    WholeCommand("whole-command",
                 cl::desc("What follows -- is the whole compile command, with the compiler's name"),
                 cl::sub(CaptureCommand.Sub), cl::cat(ourOptions()));
static SettingsFlags Refined(CaptureCommand.Sub);

static std::optional<CompileJob> jobOf(const Invocation &I) {
  if (!I.Flags || (WholeCommand && I.Words.empty())) {
    complain(WholeCommand
                 ? "--whole-command needs the compile command after '--'"
                 : "the flags of the unit are missing: 'asyncsafe capture FILE -o FILE.graph -- FLAGS'");
    return std::nullopt;
  }
  if (WholeCommand)
    return jobOfCommand(File, Directory, I.Words);
  clang::tooling::FixedCompilationDatabase Flags(Directory, I.Words);
  auto Found = jobsWithFlags(Flags, {File});
  if (Found)
    return std::move(Found->Jobs.front());
  complain(llvm::toString(Found.takeError()));
  return std::nullopt;
}

/// A unit that failed may have looked for a file that is not there: it is made again each time, since its
/// rule depends on a file that never exists.
static std::vector<std::string> dependencies(const CapturedUnit &Unit, const SettingsReader &Reader,
                                             const UnitSettings &Settings) {
  std::vector<std::string> Inputs = {Unit.Job.File};
  for (const ReadFile &F : Unit.Record.Inputs)
    Inputs.push_back(F.Path);
  llvm::append_range(Inputs, Reader.configurations());
  llvm::append_range(Inputs, Settings.Options.Models);
  if (!Unit.Record.Failure.empty())
    Inputs.push_back(Output + ".failed");
  llvm::sort(Inputs);
  Inputs.erase(std::unique(Inputs.begin(), Inputs.end()), Inputs.end());
  return Inputs;
}

static ExitCode runCapture(const Invocation &I) {
  std::vector<std::string> Outputs = {Output};
  if (!DepFile.empty())
    Outputs.push_back(DepFile);
  if (!closeRoom(Outputs) || !mayReplace(Output, ownKind(GraphFile)) ||
      (!DepFile.empty() && !mayReplace(DepFile, dependencyFile())))
    return ExitCode::Usage;
  std::optional<CompileJob> Job = jobOf(I);
  if (!Job)
    return ExitCode::Usage;
  SettingsReader Reader(Refined.settings());
  UnitSettings Settings = Reader.read(Job->File);
  if (!announce(Reader))
    return ExitCode::Usage;
  auto Resources = findResourceDirectory(I.ProgramPath);
  std::string Builder = builderOf(I.ProgramPath);
  if (!Resources || Builder.empty()) {
    complain(Resources ? I.ProgramPath + ": cannot be read" : llvm::toString(Resources.takeError()));
    return ExitCode::Usage;
  }
  CapturedUnit Unit{std::move(*Job), settingsText(Settings), {}};
  Unit.Record = captureRecord(Unit.Job, Settings, *Resources);
  if (!Unit.Record.Failure.empty())
    warn(Unit.Job.File + ": cannot be analysed: " + Unit.Record.Failure);
  std::vector<std::string> Inputs = dependencies(Unit, Reader, Settings);
  if (!isNoInput(Output, Inputs) || (!DepFile.empty() && !isNoInput(DepFile, Inputs)))
    return ExitCode::Usage;
  if (!DepFile.empty())
    if (ExitCode Code = writeOwnFile(DepFile, dependencyFile(), dependencyRule(Output, Inputs));
        Code != ExitCode::Clean)
      return Code;
  return writeOwnFile(Output, ownKind(GraphFile), bytesOf(std::move(Unit), Builder));
}
