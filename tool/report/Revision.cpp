//===- Revision.cpp - The revision that a report describes ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// gitrepository-layout(5): `.git` is a folder, or a file that names one; HEAD there is a commit, or
// names a reference, which is a file of its own or a line of packed-refs. A worktree finds its
// references through `commondir`.
//
//===----------------------------------------------------------------------===//

#include "tool/report/Revision.h"

#include "tool/input/InputFile.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <cstdlib>
#include <ctime>

using namespace asyncsafe;
using llvm::StringRef;
namespace path = llvm::sys::path;

/// There may be many references: Linux's packed-refs has 300 kB.
static constexpr uint64_t LargestReferences = 64u << 20;

static std::string textOf(StringRef Folder, StringRef Name, uint64_t Limit = InputLimit::Configuration) {
  llvm::SmallString<256> File(Folder);
  path::append(File, Name);
  auto Read = readInput(File, Limit);
  if (!Read) {
    llvm::consumeError(Read.takeError());
    return {};
  }
  return (*Read)->getBuffer().rtrim().str();
}

/// The folder that \p Name, as Git writes it in \p Folder, denotes.
static std::string from(StringRef Folder, StringRef Name) {
  llvm::SmallString<256> Result(path::is_absolute(Name) ? StringRef() : Folder);
  path::append(Result, Name);
  return Result.str().str();
}

static bool isCommit(StringRef Text) {
  return (Text.size() == 40 || Text.size() == 64) && llvm::all_of(Text, llvm::isHexDigit);
}

static std::string headOf(StringRef Git) {
  std::string Head = textOf(Git, "HEAD");
  StringRef Name = Head;
  if (!Name.consume_front("ref: "))
    return isCommit(Head) ? Head : std::string();
  std::string Common = textOf(Git, "commondir");
  std::string Shared = Common.empty() ? Git.str() : from(Git, Common);
  if (std::string Loose = textOf(Shared, Name); isCommit(Loose))
    return Loose;
  std::string Packed = textOf(Shared, "packed-refs", LargestReferences);
  llvm::SmallVector<StringRef, 0> Lines;
  StringRef(Packed).split(Lines, '\n');
  for (StringRef Line : Lines) {
    auto [Commit, Of] = Line.split(' ');
    if (Of == Name && isCommit(Commit))
      return Commit.str();
  }
  return {};
}

/// The folder that `.git` in \p Folder is or names; empty if there is none.
static std::string gitFolderOf(StringRef Folder) {
  std::string Git = from(Folder, ".git");
  if (llvm::sys::fs::is_directory(Git))
    return Git;
  std::string File = textOf(Folder, ".git");
  StringRef Named = File;
  return Named.consume_front("gitdir: ") ? from(Folder, Named) : std::string();
}

std::string asyncsafe::repositoryOf(StringRef Folder) {
  while (!Folder.empty() && gitFolderOf(Folder).empty())
    Folder = path::parent_path(Folder);
  return Folder.str();
}

std::string asyncsafe::revisionOf(StringRef Folder) {
  std::string Root = repositoryOf(Folder);
  return Root.empty() ? std::string() : headOf(gitFolderOf(Root));
}

std::string asyncsafe::today() {
  std::time_t Now = std::time(nullptr);
  if (const char *Epoch = std::getenv("SOURCE_DATE_EPOCH")) {
    long long Seconds;
    if (llvm::to_integer(StringRef(Epoch), Seconds, 10))
      Now = static_cast<std::time_t>(Seconds);
  }
  std::tm Parts{};
  char Text[32] = "";
  if (gmtime_r(&Now, &Parts))
    std::strftime(Text, sizeof Text, "%Y-%m-%d", &Parts);
  return Text;
}
