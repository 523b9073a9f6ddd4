//===- AnalysisFlags.h - Flags of every subcommand that analyses -*- C++ -*-===//
//
// Decides the flags by which a command line says what to analyse and how.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_ANALYSISFLAGS_H
#define ASYNCSAFE_TOOL_CLI_ANALYSISFLAGS_H

#include "tool/cli/Command.h"
#include "tool/cli/Database.h"
#include "tool/cli/Settings.h"
#include "tool/report/Report.h"

namespace asyncsafe {

/// One set of these for each subcommand that has them.
class AnalysisFlags {
public:
  explicit AnalysisFlags(llvm::cl::SubCommand &Sub);

  /// The units that the command line means.
  llvm::Expected<CompileJobs> jobs(const Invocation &I) const;
  CommandLineSettings settings() const;
  /// Where the compilation database lies; empty if none is meant.
  std::string databaseFolder(const Invocation &I) const;
  /// Takes out of \p Units what --exclude names; the number goes into Excluded.
  llvm::Error exclude(CompileJobs &Units) const;
  /// Silences findings in files that --exclude names, and in headers that --header-filter does not.
  void filter(Report &R, const CompileJobs &Units) const;

private:
  llvm::cl::list<std::string> Files;
  llvm::cl::opt<std::string> BuildPath;
  llvm::cl::opt<bool> SkipUnlisted;
  llvm::cl::list<std::string> Checks, Models;
  llvm::cl::opt<std::string> Exclude, HeaderFilter;
  std::vector<std::pair<const OptionInfo *, std::unique_ptr<llvm::cl::opt<std::string>>>> Options;
};

/// What a subcommand needs before it can parse: settings for each unit, and Clang's
/// builtin headers.  Complains and returns nothing if any of it is at fault.
struct ReadyToParse {
  CompileJobs Units;
  std::vector<UnitSettings> Settings;      ///< one for each of Units.Jobs
  std::vector<UnitSettings> OtherSettings; ///< one for each of Units.Others
  std::string ResourceDirectory;
};
std::optional<ReadyToParse> prepare(const AnalysisFlags &Flags, const Invocation &I);

} // namespace asyncsafe

#endif
