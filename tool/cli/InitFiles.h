//===- InitFiles.h - Files written by asyncsafe init ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_CLI_INITFILES_H
#define ASYNCSAFE_TOOL_CLI_INITFILES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace asyncsafe {

/// One file of a project.
struct InitFile {
  llvm::StringRef Name;
  llvm::StringRef Text;                  ///< the whole file
  llvm::StringRef ToAdd;                 ///< the lines that an existing file needs
  llvm::ArrayRef<llvm::StringRef> Marks; ///< a file that contains all of these is complete
};

extern const InitFile ClangdFile, ClangTidyFile, GithubFile, GitlabFile;

} // namespace asyncsafe

#endif
