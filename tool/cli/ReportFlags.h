//===- ReportFlags.h - Flags of every subcommand that reports ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The flags that select the contents of a report, its formats and destinations, and the exit code.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_REPORTFLAGS_H
#define ASYNCSAFE_TOOL_CLI_REPORTFLAGS_H

#include "tool/baseline/Baseline.h"
#include "tool/baseline/ChangedLines.h"
#include "tool/cli/Command.h"
#include "tool/report/Report.h"

#include <optional>

namespace asyncsafe {

/// Each subcommand with these flags has an instance.
class ReportFlags {
public:
  explicit ReportFlags(llvm::cl::SubCommand &Sub);

  /// Validates everything that can fail before the work begins: formats, destinations, the baseline, the
  /// revision. Reports an error and returns false.
  /// Runs git, and then enters the sandbox: later code starts no program and writes only the outputs and
  /// files below \p WritableFolders.
  bool prepare(const std::vector<std::string> &WritableFolders = {});

  /// Removes what the flags exclude.
  void select(Report &R) const;
  /// Writes \p R and the coverage. \param OutputIsTaken  standard output is in use: only files are
  /// written.
  ExitCode write(const Report &R, bool OutputIsTaken = false) const;

  /// The folder of the project.
  const std::string &root() const { return Root; }

  bool selects() const { return BaselineFile.getNumOccurrences() || Revision.getNumOccurrences(); }

private:
  enum class FailOn { Any, Error, Warning, Definite, Never };
  struct Output {
    const Format *How;
    std::string File; ///< empty: standard output
  };

  bool parseFormats();
  bool findRoot();
  ExitCode writeTo(const Report &R, const Output &To) const;
  bool fails(const Report &R) const;

  llvm::cl::list<std::string> Formats;
  llvm::cl::opt<std::string> OutputFile;
  llvm::cl::alias OutputShort;
  llvm::cl::opt<std::string> BaselineFile, Revision, RootFolder;
  llvm::cl::opt<FailOn> Threshold;
  llvm::cl::opt<bool> Quiet, Statistics, ShowSuppressed;

  std::vector<Output> Outputs;
  std::string Root;
  std::optional<Baseline> Known;
  std::optional<ChangedLines> Changed;
};

/// The folder that paths in reports are relative to, unless the user names one: the repository that
/// contains the working directory, or else the working directory.
std::string projectRoot();

/// Data for formats from the checks and their pages.
RenderOptions renderOptions();

} // namespace asyncsafe

#endif
