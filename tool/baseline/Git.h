//===- Git.h - What git says of a change ------------------------*- C++ -*-===//
//
// Runs git in a repository whose configuration a stranger may have written: no program that
// the repository names is started, nor fetched with, and a git that waits for something is ended.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_BASELINE_GIT_H
#define ASYNCSAFE_TOOL_BASELINE_GIT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace asyncsafe {

/// What git says, not looked at yet.
struct GitAnswers {
  std::string Root;     ///< of the working tree
  std::string Diff;     ///< as --unified=0
  std::string NewFiles; ///< that git does not know yet, each ended by NUL
};

/// Asks git what the working tree of the repository that \p Folder is in changes against
/// the point where it left \p Revision.
llvm::Expected<GitAnswers> askGit(llvm::StringRef Revision, llvm::StringRef Folder);

} // namespace asyncsafe

#endif
