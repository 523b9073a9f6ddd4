//===- Git.h - Running git --------------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs git in a repository whose configuration is untrusted: starts no program that the repository
// names, fetches nothing, and ends a git that hangs.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_BASELINE_GIT_H
#define ASYNCSAFE_TOOL_BASELINE_GIT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace asyncsafe {

/// The output of git, not yet validated.
struct GitAnswers {
  std::string Root;     ///< of the working tree
  std::string Diff;     ///< as --unified=0
  std::string NewFiles; ///< unknown to git, each ended by NUL
};

/// The changes of the working tree that contains \p Folder since it diverged from \p Revision.
llvm::Expected<GitAnswers> askGit(llvm::StringRef Revision, llvm::StringRef Folder);

} // namespace asyncsafe

#endif
