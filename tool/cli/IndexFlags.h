//===- IndexFlags.h - Where answers are kept --------------------*- C++ -*-===//
//
// Decides which index a run uses: the one beside its compilation database, the one that
// --index names, or none.
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

  /// The folder in which the index is to be written, made if need be: to be called before
  /// the door is closed.  Empty if there is none.
  std::vector<std::string> folders(const AnalysisFlags &Flags, const Invocation &I);
  /// The index for a run over \p Units; null if none is wanted.  What is wrong with it is a warning.
  std::unique_ptr<Index> open(const ReadyToParse &Ready, const Invocation &I) const;
  /// Its file; empty if none is wanted.
  std::string path(llvm::StringRef DatabaseFolder) const;
  bool isNamed() const { return Path.getNumOccurrences() != 0; }

private:
  llvm::cl::opt<std::string> Path;
  llvm::cl::opt<bool> None;
  bool Misled = false; ///< the usual place is a link to elsewhere
};

} // namespace asyncsafe

#endif
