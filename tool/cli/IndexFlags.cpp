//===- IndexFlags.cpp - The location of the index -------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/IndexFlags.h"

#include "tool/cli/Terminal.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace asyncsafe;
namespace cl = llvm::cl;
namespace path = llvm::sys::path;

IndexFlags::IndexFlags(cl::SubCommand &Sub)
    : Path("index",
           cl::desc("Cache results in this file (default: .cache/asyncsafe/index.sqlite next to the "
                    "compilation database)"),
           cl::value_desc("file"), cl::sub(Sub), cl::cat(ourOptions())),
      None("no-index", cl::desc("Neither read nor write an index"), cl::sub(Sub), cl::cat(ourOptions())) {}

/// The project is untrusted: links below its folder could lead anywhere.
static bool leadsElsewhere(llvm::StringRef DatabaseFolder) {
  llvm::SmallString<256> Path(DatabaseFolder);
  for (llvm::StringRef Part : {".cache", "asyncsafe", "index.sqlite"}) {
    path::append(Path, Part);
    if (llvm::sys::fs::is_symlink_file(Path)) {
      warn((Path + ": is a link; no index is kept. Name its target with --index").str());
      return true;
    }
  }
  return false;
}

std::vector<std::string> IndexFlags::folders(const AnalysisFlags &Flags, const Invocation &I) {
  std::string Database = Flags.databaseFolder(I);
  Misled = !None && Path.empty() && !Database.empty() && leadsElsewhere(Database);
  std::string File = path(Database);
  if (File.empty())
    return {};
  std::string Folder = path::parent_path(File).str();
  // If that fails, the store reports it.
  static_cast<void>(llvm::sys::fs::create_directories(Folder));
  return {Folder};
}

std::string IndexFlags::path(llvm::StringRef DatabaseFolder) const {
  if (None || Misled || (Path.empty() && DatabaseFolder.empty()))
    return {};
  llvm::SmallString<256> File(Path.empty() ? DatabaseFolder : llvm::StringRef(Path));
  if (Path.empty())
    path::append(File, ".cache", "asyncsafe", "index.sqlite");
  static_cast<void>(llvm::sys::fs::make_absolute(File));
  return File.str().str();
}

std::unique_ptr<Index> IndexFlags::open(const ReadyToParse &Ready, const Invocation &I) const {
  std::string File = path(Ready.Units.Folder);
  if (File.empty())
    return nullptr;
  auto Rows =
      std::make_unique<Store>(File, Store::Access::ReadWrite, [](const std::string &Why) { warn(Why); });
  if (!Rows->usable())
    return nullptr;
  return std::make_unique<Index>(std::move(Rows), builderOf(I.ProgramPath), Ready.ResourceDirectory);
}
