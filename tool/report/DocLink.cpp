//===- DocLink.cpp - Links to the checks' pages ---------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/report/DocLink.h"

#include "tool/report/Uri.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;
namespace path = llvm::sys::path;

static std::vector<std::string> &pageFolders() {
  static std::vector<std::string> Folders;
  return Folders;
}

void asyncsafe::lookForPagesIn(std::vector<std::string> Folders) { pageFolders() = std::move(Folders); }

void asyncsafe::lookForPagesBeside(StringRef Program) {
  llvm::SmallString<256> Folder(path::parent_path(path::parent_path(Program)));
  path::append(Folder, "share", "doc", "asyncsafe", "checks");
  lookForPagesIn({Folder.str().str(), ASYNCSAFE_DOC_FOLDER});
}

std::string asyncsafe::docLink(StringRef Check) {
  StringRef Name = Check;
  if (!Name.consume_front("asyncsafe-") || Name.empty() ||
      Name.find_if_not([](char C) { return llvm::isAlnum(C) || C == '-'; }) != StringRef::npos)
    return "";
  constexpr StringRef Base = ASYNCSAFE_DOC_URL;
  if (!Base.empty())
    return (Base + "/" + Name + ".md").str();
  for (const std::string &Folder : pageFolders()) {
    llvm::SmallString<256> Page(Folder);
    path::append(Page, Name + ".md");
    if (llvm::sys::fs::exists(Page))
      return "file://" + uriPath(Page);
  }
  return "";
}
