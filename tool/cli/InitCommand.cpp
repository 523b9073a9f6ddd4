//===- InitCommand.cpp - asyncsafe init -----------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes the configuration files of a project for editors, clang-tidy and CI.
//
//===----------------------------------------------------------------------===//

#include "tool/cli/Command.h"
#include "tool/cli/InitFiles.h"
#include "tool/cli/Terminal.h"
#include "tool/cli/WriteFile.h"
#include "tool/input/InputFile.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace asyncsafe;
namespace cl = llvm::cl;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;

static ExitCode runInit(const Invocation &I);

namespace {
enum class Ci { Github, Gitlab, None };
}

Command asyncsafe::InitCommand("init", "add .clangd, .clang-tidy and a CI job to a project", runInit);
static cl::opt<std::string> Folder(cl::Positional, cl::desc("[FOLDER]"), cl::init("."),
                                   cl::sub(InitCommand.Sub), cl::cat(ourOptions()));
static cl::opt<bool> DryRun("dry-run", cl::desc("Show what would be written without writing it"),
                            cl::sub(InitCommand.Sub), cl::cat(ourOptions()));
static cl::opt<bool> Force("force", cl::desc("Overwrite existing files"), cl::sub(InitCommand.Sub),
                           cl::cat(ourOptions()));
static cl::opt<Ci> WantedCi(
    "ci", cl::desc("The CI job to write:"), cl::init(Ci::Github),
    cl::values(clEnumValN(Ci::Github, "github", ".github/workflows/asyncsafe.yml (default)"),
               clEnumValN(Ci::Gitlab, "gitlab", ".gitlab-ci.yml"), clEnumValN(Ci::None, "none", "none")),
    cl::sub(InitCommand.Sub), cl::cat(ourOptions()));

/// The lines to add to an existing file; empty if it is complete.
static std::string whatToAdd(const InitFile &F, StringRef Old) {
  for (StringRef Needed : F.Marks)
    if (!Old.contains(Needed))
      return F.ToAdd.str();
  return {};
}

/// A folder of the project may be a link that leads out of it.
static bool isInProject(StringRef File) {
  StringRef Parent = path::parent_path(File);
  while (!fs::exists(Parent) && !fs::is_symlink_file(Parent))
    Parent = path::parent_path(Parent); // as far as Folder, which exists
  llvm::SmallString<256> Root, Real;
  if (fs::real_path(Folder, Root) || fs::real_path(Parent, Real))
    return false;
  StringRef Below = Real;
  return Root == "/" || (Below.consume_front(Root) && (Below.empty() || Below.starts_with("/")));
}

namespace {
enum class Outcome { Written, Kept, Failed };
}

/// Writes one file, or shows it, or shows the lines to add to an existing one.
static Outcome write(const InitFile &F, std::string &Said) {
  llvm::SmallString<256> File(Folder);
  path::append(File, F.Name);
  fs::file_status Status;
  bool There = !fs::status(File, Status) || fs::is_symlink_file(File);
  if (There && !Force) {
    auto Old = readInput(File, InputLimit::Configuration);
    if (!Old)
      llvm::consumeError(Old.takeError());
    std::string Missing = Old ? whatToAdd(F, (*Old)->getBuffer()) : F.ToAdd.str();
    if (Missing.empty())
      Said += llvm::formatv("{0} is there, and has what it needs\n", File);
    else
      Said += llvm::formatv("{0} is there and stays as it is; add to it:\n{1}", File, Missing);
    return Outcome::Kept;
  }
  if (DryRun) {
    Said += llvm::formatv("{0} would {1}:\n{2}", File, There ? "be written over" : "be written", F.Text);
    return Outcome::Kept;
  }
  if (!isInProject(File)) {
    complain(llvm::formatv("{0}: cannot be created: its folder is a link that leads out of the project", File)
                 .str());
    return Outcome::Failed;
  }
  if (std::error_code EC = fs::create_directories(path::parent_path(File))) {
    complain(llvm::formatv("{0}: cannot be created: {1}", path::parent_path(File), EC.message()).str());
    return Outcome::Failed;
  }
  if (writeFileWhole(File, F.Text) != ExitCode::Clean)
    return Outcome::Failed;
  Said += llvm::formatv("{0} written\n", File);
  return Outcome::Written;
}

static ExitCode runInit(const Invocation &) {
  if (!fs::is_directory(Folder)) {
    complain(llvm::formatv("{0}: not a folder", Folder).str());
    return ExitCode::Usage;
  }
  std::vector<const InitFile *> Files = {&ClangdFile, &ClangTidyFile};
  if (WantedCi == Ci::Github)
    Files.push_back(&GithubFile);
  if (WantedCi == Ci::Gitlab)
    Files.push_back(&GitlabFile);
  std::string Said;
  bool Failed = false;
  for (const InitFile *F : Files)
    Failed |= write(*F, Said) == Outcome::Failed;
  return worst({writeWhole(Said), Failed ? ExitCode::Usage : ExitCode::Clean});
}
