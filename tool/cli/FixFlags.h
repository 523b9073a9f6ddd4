//===- FixFlags.h - Carrying out fix-its ------------------------*- C++ -*-===//
//
// Decides which files `--fix` may change: regular files below the folder that the command
// was given in or, in a Git repository, below its root; what is read there while Clang parses may
// have changed since, and is left alone then.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_FIXFLAGS_H
#define ASYNCSAFE_TOOL_CLI_FIXFLAGS_H

#include "tool/cli/Command.h"
#include "tool/fixes/ApplyFixes.h"

#include "llvm/Support/Chrono.h"

namespace asyncsafe {

/// One set of these for each subcommand that has them.
class FixFlags {
public:
  explicit FixFlags(llvm::cl::SubCommand &Sub);

  /// Notes down when the run began.  Complains and returns false if the flags contradict each other.
  bool prepare();
  /// What the process must be able to write: the folder whose files may be changed, or nothing.
  std::vector<std::string> writableFolders() const;
  bool isOn() const { return Fix || DryRun; }
  /// Standard output belongs to the diff.
  bool takesOutput() const { return DryRun; }

  /// Takes those findings out of \p R that will be mended (with --fix), and adds a remark.
  void plan(Report &R);
  /// Writes the files, or the diff.  To be called after the report was written: its places are those of the
  /// files as they were analysed.
  ExitCode carryOut() const;

private:
  std::optional<std::string> textOf(const std::string &File) const;

  llvm::cl::opt<bool> Fix, DryRun;
  std::string Root; ///< real path
  llvm::sys::TimePoint<> Began;
  FixPlan Plan;
};

} // namespace asyncsafe

#endif
