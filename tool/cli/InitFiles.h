//===- InitFiles.h - What asyncsafe init writes -----------------*- C++ -*-===//

#ifndef ASYNCSAFE_TOOL_CLI_INITFILES_H
#define ASYNCSAFE_TOOL_CLI_INITFILES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace asyncsafe {

/// A file of somebody's project.
struct InitFile {
  llvm::StringRef Name;
  llvm::StringRef Text;                  ///< the whole file
  llvm::StringRef ToAdd;                 ///< what belongs into one that is there
  llvm::ArrayRef<llvm::StringRef> Marks; ///< a file that has all of these needs nothing
};

extern const InitFile ClangdFile, ClangTidyFile, GithubFile, GitlabFile;

} // namespace asyncsafe

#endif
