//===- FixFlags.cpp - Applying fix-its ------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/FixFlags.h"

#include "tool/cli/Terminal.h"
#include "tool/cli/WriteFile.h"
#include "tool/fixes/UnifiedDiff.h"
#include "tool/input/InputFile.h"
#include "tool/report/Escape.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

using namespace asyncsafe;
namespace cl = llvm::cl;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;

FixFlags::FixFlags(cl::SubCommand &Sub)
    : Fix("fix",
          cl::desc("Apply the fix-its to files below this folder or below the root of its Git repository"),
          cl::sub(Sub), cl::cat(ourOptions())),
      DryRun(
          "fix-dry-run",
          cl::desc(
              "Write what --fix would change to standard output, as a diff for 'patch -p1' or 'git apply'"),
          cl::sub(Sub), cl::cat(ourOptions())) {}

/// The nearest folder from this one upwards that is the root of a repository, else this one.
static std::string rootFolder() {
  llvm::SmallString<256> Here, Real;
  if (fs::current_path(Here) || fs::real_path(Here, Real))
    return {};
  for (StringRef Folder = Real; !Folder.empty(); Folder = path::parent_path(Folder)) {
    llvm::SmallString<256> Git(Folder);
    path::append(Git, ".git");
    if (fs::exists(Git))
      return Folder.str();
  }
  return Real.str().str();
}

bool FixFlags::prepare() {
  if (Fix && DryRun) {
    complain("--fix and --fix-dry-run exclude each other: give one of them");
    return false;
  }
  if (Fix || DryRun)
    Root = rootFolder();
  Began = std::chrono::system_clock::now();
  return true;
}

std::vector<std::string> FixFlags::writableFolders() const {
  return Fix ? std::vector<std::string>{Root} : std::vector<std::string>();
}

std::optional<std::string> FixFlags::textOf(const std::string &File) const {
  llvm::SmallString<256> Real;
  fs::file_status Status;
  // A link to another folder would be changed there.
  if (fs::real_path(File, Real) || shownFrom(Root, Real) == Real || fs::status(Real, Status) ||
      Status.getLastModificationTime() > Began)
    return std::nullopt;
  auto Text = readInput(Real, InputLimit::Source);
  if (!Text) {
    llvm::consumeError(Text.takeError());
    return std::nullopt;
  }
  return (*Text)->getBuffer().str();
}

static std::string visibleLines(StringRef Text) {
  std::string Result;
  for (StringRef Line : llvm::split(Text, '\n'))
    Result += visible(Line) + '\n';
  Result.pop_back();
  return Result;
}

static std::string count(size_t N, StringRef What) {
  return llvm::formatv("{0} {1}{2}", N, What, N == 1 ? "" : "s");
}

void FixFlags::plan(Report &R) {
  if (!Fix && !DryRun)
    return;
  Plan = planFixes(R.Findings, [this](const std::string &File) { return textOf(File); });
  std::string Remark = llvm::formatv("{0} {1} by fix-its in {2}", count(Plan.Mended.size(), "finding"),
                                     Fix ? "mended" : "can be mended", count(Plan.Files.size(), "file"));
  if (Plan.Overlapping)
    Remark += llvm::formatv(", {0} more in another run", Plan.Overlapping);
  if (Plan.OutOfReach)
    Remark += llvm::formatv(", {0} not: in files outside '{1}', or changed since", Plan.OutOfReach, Root);
  R.Remarks.push_back(Remark);
  if (Fix)
    for (size_t I : llvm::reverse(Plan.Mended))
      R.Findings.erase(R.Findings.begin() + static_cast<std::ptrdiff_t>(I));
}

ExitCode FixFlags::carryOut() const {
  ExitCode Code = ExitCode::Clean;
  if (Fix)
    for (const auto &[File, Texts] : Plan.Files) {
      llvm::SmallString<256> Real; // textOf() has checked the targets of links
      Code = worst(
          {Code, writeFileWhole(fs::real_path(File, Real) ? StringRef(File) : StringRef(Real), Texts.New)});
    }
  if (!DryRun)
    return Code;
  std::string Diff;
  for (const auto &[File, Texts] : Plan.Files) {
    llvm::SmallString<256> Real;
    StringRef Shown = fs::real_path(File, Real) ? StringRef(File) : StringRef(Real);
    Diff += unifiedDiff(visible(shownFrom(Root, Shown)), Texts.Old, Texts.New);
  }
  if (llvm::sys::Process::StandardOutIsDisplayed()) // a terminal would interpret what patch(1) only copies
    Diff = visibleLines(Diff);
  return writeWhole(Diff);
}
