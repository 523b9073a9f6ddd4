//===- ResourceDirectory.cpp - Where Clang's builtin headers are ----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/ResourceDirectory.h"

#include "clang/Basic/Version.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <vector>

using llvm::StringRef;
namespace path = llvm::sys::path;

static std::string resourceDirectoryBelow(StringRef BinFolder, StringRef Below) {
  llvm::SmallString<256> Folder(path::parent_path(BinFolder));
  path::append(Folder, Below, "clang", CLANG_VERSION_MAJOR_STRING);
  return Folder.str().str();
}

llvm::Expected<std::string> asyncsafe::findResourceDirectory(StringRef ProgramPath) {
  // Headers of the installation come first, so that a package does not depend on Clang's.
  StringRef Bin = path::parent_path(ProgramPath);
  std::vector<std::string> Candidates = {resourceDirectoryBelow(Bin, "lib/asyncsafe"),
                                         resourceDirectoryBelow(Bin, "lib"), ASYNCSAFE_RESOURCE_DIR};
  for (StringRef Name : {"clang-" CLANG_VERSION_MAJOR_STRING, "clang"})
    if (auto Clang = llvm::sys::findProgramByName(Name)) {
      llvm::SmallString<256> Real;
      if (!llvm::sys::fs::real_path(*Clang, Real))
        Candidates.push_back(resourceDirectoryBelow(path::parent_path(Real), "lib"));
    }
  for (const std::string &Folder : Candidates) {
    llvm::SmallString<256> Probe(Folder);
    path::append(Probe, "include", "stddef.h");
    if (llvm::sys::fs::exists(Probe))
      return Folder;
  }
  return llvm::createStringError(
      llvm::inconvertibleErrorCode(),
      "Clang " CLANG_VERSION_MAJOR_STRING "'s builtin headers are not there (looked in " +
          llvm::join(Candidates, ", ") + "); install libclang-common-" CLANG_VERSION_MAJOR_STRING "-dev");
}
