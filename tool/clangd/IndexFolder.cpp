//===- IndexFolder.cpp - The location of the editor's index ---------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// clangd stores the index of a project inside the project. A server that may write into projects could
// also write their sources, so asyncsafe-clangd stores all indexes in the user's cache, a folder that is
// known before any input is read.
//
//===----------------------------------------------------------------------===//

#include "tool/clangd/Clangd.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MD5.h"
#include "llvm/Support/Path.h"
#include <functional>

std::string asyncsafe::indexFolder() {
  llvm::SmallString<256> Folder;
  if (!llvm::sys::path::cache_directory(Folder))
    return {};
  llvm::sys::path::append(Folder, "asyncsafe-clangd");
  return Folder.str().str();
}

namespace clang::clangd {

// From clangd's GlobalCompilationDatabase.h and index/Background.h.
struct ProjectInfo {
  std::string SourceRoot;
};
class BackgroundIndexStorage;
using IndexStorage = llvm::unique_function<BackgroundIndexStorage *(llvm::StringRef)>;
using ProjectOf = std::function<std::optional<ProjectInfo>(llvm::StringRef)>;

#define ASYNCSAFE_STORAGE                                                                                    \
  "_ZN5clang6clangd22BackgroundIndexStorage30createDiskBackedStorageFactoryESt8functionIFSt8optionalINS0_"   \
  "11ProjectInfoEEN4llvm9StringRefEEE"

IndexStorage realStorage(ProjectOf) asm("__real_" ASYNCSAFE_STORAGE);
IndexStorage wrapStorage(ProjectOf) asm("__wrap_" ASYNCSAFE_STORAGE);

IndexStorage wrapStorage(ProjectOf Project) {
  return realStorage([Project = std::move(Project)](llvm::StringRef File) -> std::optional<ProjectInfo> {
    std::optional<ProjectInfo> Info = Project(File);
    std::string Folder = asyncsafe::indexFolder();
    if (!Info || Folder.empty())
      return Info;
    // One folder for each project.
    llvm::MD5::MD5Result Hash = llvm::MD5::hash(llvm::arrayRefFromStringRef(Info->SourceRoot));
    return ProjectInfo{Folder + "/" + Hash.digest().str().str()};
  });
}

} // namespace clang::clangd
