//===- Settings.h - What applies to each unit -------------------*- C++ -*-===//
//
// Decides, before anything is analysed, which checks, options and models apply to
// each translation unit: its .clang-tidy, refined by the command line.  A mistake
// in any of them stops the run here.
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

/// What the command line says; unset fields leave it to .clang-tidy.
struct CommandLineSettings {
  std::vector<std::string> Checks;            ///< globs
  std::vector<std::string> Models;            ///< files, relative to the working directory
  std::map<std::string, std::string> Options; ///< by key: "asyncsafe.Strict"
};

struct UnitSettings {
  clang::tidy::ClangTidyOptions Tidy; ///< Checks say which of ours are on
  UnitOptions Options;
  std::shared_ptr<const ModelSet> Models;
};

/// Works settings out; the same for every file of a folder.
class SettingsReader {
public:
  explicit SettingsReader(const CommandLineSettings &CommandLine);
  ~SettingsReader();

  UnitSettings read(llvm::StringRef File);

  /// Some check is on for some file that was read.
  bool anyCheckIsOn() const { return AnyCheckIsOn; }

  /// Every mistake found so far, each once.
  const std::vector<std::string> &errors() const { return Errors; }
  /// What was passed over, each once.
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

/// The `Checks` list that decides about our checks: all are on; if \p Configured
/// (a .clang-tidy's list) picks asyncsafe checks by name it is obeyed to the letter,
/// otherwise only what it takes away counts; \p CommandLine comes last.
std::string effectiveChecks(llvm::StringRef Configured, llvm::StringRef CommandLine);

} // namespace asyncsafe

#endif
