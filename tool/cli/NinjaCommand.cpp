//===- NinjaCommand.cpp - asyncsafe ninja ---------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes a Ninja file that captures, links and analyses a project: with whatever runs Ninja files.
//
//===----------------------------------------------------------------------===//

#include "tool/cli/AnalysisFlags.h"
#include "tool/cli/ClosedRoom.h"
#include "tool/cli/NinjaFile.h"
#include "tool/cli/Terminal.h"
#include "tool/cli/WriteFile.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace asyncsafe;
namespace cl = llvm::cl;
namespace path = llvm::sys::path;

static ExitCode runNinja(const Invocation &I);

Command asyncsafe::NinjaCommand("ninja", "large builds: write a Ninja file of these four commands", runNinja);
static cl::opt<std::string> BuildPath("p", cl::desc("Build folder with compile_commands.json, or that file"),
                                      cl::value_desc("path"), cl::Required, cl::sub(NinjaCommand.Sub),
                                      cl::cat(ourOptions()));
static cl::opt<std::string> Output("o", cl::desc("Write the Ninja file here"), cl::value_desc("file"),
                                   cl::Required, cl::sub(NinjaCommand.Sub), cl::cat(ourOptions()));
static cl::opt<std::string>
    Folder("folder",
           cl::desc("Folder of the results, relative to that of the Ninja file (default: "
                    "asyncsafe)"),
           cl::value_desc("folder"), cl::init("asyncsafe"), cl::sub(NinjaCommand.Sub), cl::cat(ourOptions()));
static SettingsFlags Refined(NinjaCommand.Sub);

static ExitCode runNinja(const Invocation &I) {
  if (!closeRoom({Output}) || !mayReplace(Output, ownNinjaFile()))
    return ExitCode::Usage;
  auto Units = jobsOfDatabase(BuildPath, {}, /*SkipUnlisted=*/false);
  if (!Units) {
    complain(llvm::toString(Units.takeError()));
    return ExitCode::Usage;
  }
  NinjaPlan Plan;
  llvm::SmallString<256> Database(BuildPath);
  static_cast<void>(llvm::sys::fs::make_absolute(Database));
  path::remove_dots(Database, /*remove_dot_dot=*/true);
  if (llvm::sys::fs::is_directory(Database))
    path::append(Database, "compile_commands.json");
  Plan.Database = Database.str().str();
  Plan.Program = I.ProgramPath;
  Plan.Output = path::filename(Output).str();
  Plan.Folder = Folder;
  Plan.Settings = Refined.words();
  Plan.Units = &*Units;
  auto Text = ninjaFile(Plan);
  if (Text)
    return writeOwnFile(Output, ownNinjaFile(), *Text);
  complain(llvm::toString(Text.takeError()));
  return ExitCode::Usage;
}
