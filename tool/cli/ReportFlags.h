//===- ReportFlags.h - Flags of every subcommand that reports ---*- C++ -*-===//
//
// Decides what becomes of a report: what is left out of it, in which formats it goes
// where, and which exit code it makes.
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

/// One set of these for each subcommand that has them.
class ReportFlags {
public:
  explicit ReportFlags(llvm::cl::SubCommand &Sub);

  /// Looks at everything that can be wrong before the work begins: formats,
  /// destinations, the baseline, the revision.  Complains and returns false.
  ///
  /// Asks git, and then closes the room: what is called afterwards starts no program and
  /// writes nothing but the outputs and what is below \p WritableFolders.
  bool prepare(const std::vector<std::string> &WritableFolders = {});

  /// Leaves out what the flags say.
  void select(Report &R) const;
  /// Writes \p R, and says what was covered.
  /// \param OutputIsTaken  standard output is somebody else's: only files are written.
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
/// the working directory is in, or else the working directory.
std::string projectRoot();

/// What formats may know, from the checks and their pages.
RenderOptions renderOptions();

} // namespace asyncsafe

#endif
