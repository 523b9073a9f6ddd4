//===- IndexFlags.h - The location of the index -----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Selects the index of a run: the one next to its compilation database, the one that --index names, or
// none.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_INDEXFLAGS_H
#define ASYNCSAFE_TOOL_CLI_INDEXFLAGS_H

#include "tool/cli/AnalysisFlags.h"
#include "tool/cli/Index.h"

namespace asyncsafe {

class IndexFlags {
public:
  explicit IndexFlags(llvm::cl::SubCommand &Sub);

  /// The folder of the index, created if necessary: call before entering the sandbox. Empty if there is
  /// none.
  std::vector<std::string> folders(const AnalysisFlags &Flags, const Invocation &I);
  /// The index for a run over \p Units; null if none is wanted. Problems with it are warnings.
  std::unique_ptr<Index> open(const ReadyToParse &Ready, const Invocation &I) const;
  /// Its file; empty if none is wanted.
  std::string path(llvm::StringRef DatabaseFolder) const;
  bool isNamed() const { return Path.getNumOccurrences() != 0; }

private:
  llvm::cl::opt<std::string> Path;
  llvm::cl::opt<bool> None;
  bool Misled = false; ///< the default location is a link to another folder
};

} // namespace asyncsafe

#endif
