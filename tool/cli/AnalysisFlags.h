//===- AnalysisFlags.h - Flags of every subcommand that analyses -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The flags that select what to analyse and how.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_ANALYSISFLAGS_H
#define ASYNCSAFE_TOOL_CLI_ANALYSISFLAGS_H

#include "tool/cli/Command.h"
#include "tool/cli/Database.h"
#include "tool/cli/Settings.h"
#include "tool/report/Report.h"

namespace asyncsafe {

/// The flags that refine the settings of .clang-tidy.
class SettingsFlags {
public:
  explicit SettingsFlags(llvm::cl::SubCommand &Sub);

  CommandLineSettings settings() const;
  /// The same flags for another command line; names of files are absolute.
  std::vector<std::string> words() const;

private:
  llvm::cl::list<std::string> Checks, Models;
  std::vector<std::pair<const OptionInfo *, std::unique_ptr<llvm::cl::opt<std::string>>>> Options;
};

/// Each subcommand with these flags has an instance.
class AnalysisFlags {
public:
  explicit AnalysisFlags(llvm::cl::SubCommand &Sub);

  /// The units selected by the command line.
  llvm::Expected<CompileJobs> jobs(const Invocation &I) const;
  CommandLineSettings settings() const { return Refined.settings(); }
  /// The folder of the compilation database; empty if none is used.
  std::string databaseFolder(const Invocation &I) const;
  /// Removes the units that --exclude names from \p Units; Excluded gets their number.
  llvm::Error exclude(CompileJobs &Units) const;
  /// Silences findings in files that --exclude names, and in headers that --header-filter does not name.
  void filter(Report &R, const CompileJobs &Units) const;

private:
  llvm::cl::list<std::string> Files;
  llvm::cl::opt<std::string> BuildPath;
  llvm::cl::opt<bool> SkipUnlisted;
  SettingsFlags Refined;
  llvm::cl::opt<std::string> Exclude, HeaderFilter;
};

/// What a subcommand needs before it can parse: the settings of each unit, and Clang's builtin headers.
/// Reports an error and returns nothing if any of these is invalid.
struct ReadyToParse {
  CompileJobs Units;
  std::vector<UnitSettings> Settings;      ///< one per unit of Units.Jobs
  std::vector<UnitSettings> OtherSettings; ///< one per unit of Units.Others
  std::string ResourceDirectory;
};
/// Reports what \p Reader found wrong; false if anything was.
bool announce(const SettingsReader &Reader);

std::optional<ReadyToParse> prepare(const AnalysisFlags &Flags, const Invocation &I);

} // namespace asyncsafe

#endif
