//===- Settings.h - Settings of each unit -----------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes, before any analysis, the checks, options and models for each translation unit: its
// .clang-tidy, refined by the command line. An error in any of these stops the run here.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_SETTINGS_H
#define ASYNCSAFE_TOOL_CLI_SETTINGS_H

#include "tool/cli/Database.h"
#include "tool/tidy/UnitOptions.h"

#include <map>
#include <memory>
#include <set>

namespace asyncsafe {

/// Settings of the command line; an unset field leaves the decision to .clang-tidy.
struct CommandLineSettings {
  std::vector<std::string> Checks;            ///< globs
  std::vector<std::string> Models;            ///< files, relative to the working directory
  std::map<std::string, std::string> Options; ///< by key: "asyncsafe.Strict"
};

struct UnitSettings {
  clang::tidy::ClangTidyOptions Tidy; ///< Checks selects asyncsafe's checks
  UnitOptions Options;
  std::shared_ptr<const ModelSet> Models;
};

/// Computes settings, once for all files of a folder.
class SettingsReader {
public:
  explicit SettingsReader(const CommandLineSettings &CommandLine);
  ~SettingsReader();

  UnitSettings read(llvm::StringRef File);

  /// Some check is enabled for some file that was read.
  bool anyCheckIsOn() const { return AnyCheckIsOn; }

  /// Every error found so far, once each.
  const std::vector<std::string> &errors() const { return Errors; }
  /// The configuration files that were read.
  const std::set<std::string> &configurations() const { return Checked; }
  /// What was ignored, once each.
  const std::vector<std::string> &remarks() const { return Remarks; }

private:
  std::shared_ptr<const ModelSet> models(const std::vector<std::string> &Files);
  void checkConfigurationFiles(llvm::StringRef File);
  void complainOnce(const std::string &Message);

  std::unique_ptr<clang::tidy::ClangTidyOptionsProvider> Provider;
  std::string CheckGlobs;
  std::vector<std::string> CommandLineModels;
  std::map<std::vector<std::string>, std::shared_ptr<const ModelSet>> Loaded;
  std::set<std::string> Checked; ///< configuration files
  std::vector<std::string> Errors, Remarks;
  bool AnyCheckIsOn = false;
};

/// The `Checks` list for asyncsafe's checks: all are enabled; if \p Configured (a .clang-tidy's list)
/// selects asyncsafe checks by name, it is obeyed exactly, otherwise only its removals count; \p
/// CommandLine comes last.
std::string effectiveChecks(llvm::StringRef Configured, llvm::StringRef CommandLine);

} // namespace asyncsafe

#endif
