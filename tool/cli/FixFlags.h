//===- FixFlags.h - Applying fix-its ----------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Selects the files that `--fix` may change: regular files below the current folder or, in a Git
// repository, below its root. A file that has changed since Clang read it is left alone.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_FIXFLAGS_H
#define ASYNCSAFE_TOOL_CLI_FIXFLAGS_H

#include "tool/cli/Command.h"
#include "tool/fixes/ApplyFixes.h"

#include "llvm/Support/Chrono.h"

namespace asyncsafe {

/// Each subcommand with these flags has an instance.
class FixFlags {
public:
  explicit FixFlags(llvm::cl::SubCommand &Sub);

  /// Records when the run began. Reports an error and returns false if the flags contradict each other.
  bool prepare();
  /// The folder that the process must be able to write: the one whose files may be changed, or none.
  std::vector<std::string> writableFolders() const;
  bool isOn() const { return Fix || DryRun; }
  /// Standard output is used for the diff.
  bool takesOutput() const { return DryRun; }

  /// Removes the findings that will be fixed from \p R (with --fix), and adds a remark.
  void plan(Report &R);
  /// Writes the files, or the diff. Call after the report was written: its positions refer to the files
  /// as analysed.
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
