//===- Settings.cpp - Settings of each unit -------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/Settings.h"

#include "checks/Check.h"
#include "tool/cli/ConfigurationFiles.h"

#include "clang-tidy/GlobList.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

using namespace asyncsafe;
using clang::tidy::ClangTidyOptions;
using llvm::StringRef;

std::string asyncsafe::effectiveChecks(StringRef Configured, StringRef CommandLine) {
  llvm::SmallVector<StringRef, 16> Globs;
  llvm::SplitString(Configured, Globs, ",\n");
  bool Picks = false;
  std::string Removed;
  for (StringRef Glob : Globs) {
    Glob = Glob.trim();
    if (!Glob.contains("asyncsafe"))
      continue;
    if (Glob.starts_with("-"))
      Removed += ("," + Glob).str();
    else
      Picks = true;
  }
  std::string Effective = Picks ? Configured.str() : "asyncsafe-*" + Removed;
  return CommandLine.empty() ? Effective : Effective + "," + CommandLine.str();
}

static void addOnce(const std::string &Message, std::vector<std::string> &To) {
  if (!llvm::is_contained(To, Message))
    To.push_back(Message);
}

static ClangTidyOptions overrides(const CommandLineSettings &CommandLine) {
  ClangTidyOptions Options;
  for (const auto &[Key, Value] : CommandLine.Options)
    Options.CheckOptions[Key] = StringRef(Value);
  return Options;
}

static bool picksAny(StringRef Globs) {
  clang::tidy::GlobList Matcher(Globs);
  return llvm::any_of(allChecks(), [&](const CheckInfo *Info) {
    return Matcher.contains(StringRef(Info->Id.data(), Info->Id.size()));
  });
}

/// A glob that matches none of asyncsafe's checks is misspelt.
static std::optional<std::string> uselessGlob(StringRef Globs) {
  llvm::SmallVector<StringRef, 16> Split;
  llvm::SplitString(Globs, Split, ",\n");
  for (StringRef Glob : Split) {
    StringRef Name = Glob.trim();
    Name.consume_front("-");
    if (!Name.empty() && !picksAny(Name))
      return Glob.trim().str();
  }
  return std::nullopt;
}

/// The globs of a .clang-tidy that concern asyncsafe's checks; it may enable others as well.
static std::string ourGlobs(StringRef Globs) {
  llvm::SmallVector<StringRef, 16> Split;
  llvm::SplitString(Globs, Split, ",\n");
  llvm::erase_if(Split, [](StringRef Glob) { return !Glob.contains("asyncsafe"); });
  return llvm::join(Split, ",");
}

SettingsReader::SettingsReader(const CommandLineSettings &CommandLine)
    : CheckGlobs(llvm::join(CommandLine.Checks, ",")) {
  if (auto Glob = uselessGlob(CheckGlobs))
    complainOnce(llvm::formatv("--checks: no check matches '{0}'; 'asyncsafe explain' lists them", *Glob));
  for (const std::string &File : CommandLine.Models) {
    llvm::SmallString<256> Path(File);
    static_cast<void>(llvm::sys::fs::make_absolute(Path));
    CommandLineModels.push_back(Path.str().str());
  }

  Provider = configurationFiles(overrides(CommandLine),
                                {[this](const std::string &Mistake) { complainOnce(Mistake); },
                                 [this](const std::string &Unknown) { addOnce(Unknown, Remarks); }});
}

SettingsReader::~SettingsReader() = default;

/// Reports the errors of one configuration file, each preceded by its name.
void SettingsReader::checkConfigurationFiles(StringRef File) {
  for (const auto &[Options, Where] : Provider->getRawOptions(File)) {
    if (!llvm::sys::fs::exists(Where) || !Checked.insert(Where).second)
      continue;
    if (auto Glob = uselessGlob(ourGlobs(Options.Checks.value_or(""))))
      complainOnce(
          llvm::formatv("{0}: Checks: no check matches '{1}'; 'asyncsafe explain' lists them", Where, *Glob));
    std::pair<StringRef, std::optional<std::string>> Patterns[] = {
        {"HeaderFilterRegex", Options.HeaderFilterRegex},
        {"ExcludeHeaderFilterRegex", Options.ExcludeHeaderFilterRegex}};
    for (const auto &[Key, Pattern] : Patterns)
      if (Pattern && !llvm::Regex(*Pattern).isValid())
        addOnce(llvm::formatv("{0}: {1} is no regular expression, or repeats too much: it matches nothing",
                              Where, Key),
                Remarks);
    std::vector<std::string> Mistakes;
    readUnitOptions(Options, File, Mistakes);
    for (const std::string &M : Mistakes)
      complainOnce(Where + ": " + M);
  }
}

/// \p File, moved to the nearest folder that exists: for one that does not, clang-tidy's reader would write a
/// line of its own to standard error, and that the file is missing is reported with its unit.
static std::string inExistingFolder(StringRef File) {
  StringRef Folder = llvm::sys::path::parent_path(File);
  while (!Folder.empty() && !llvm::sys::fs::is_directory(Folder))
    Folder = llvm::sys::path::parent_path(Folder);
  llvm::SmallString<256> Path(Folder);
  llvm::sys::path::append(Path, llvm::sys::path::filename(File));
  return Path.str().str();
}

UnitSettings SettingsReader::read(StringRef MainFile) {
  std::string File = inExistingFolder(MainFile);
  checkConfigurationFiles(File);
  UnitSettings Settings;
  Settings.Tidy = Provider->getOptions(File);
  Settings.Tidy.Checks = effectiveChecks(Settings.Tidy.Checks.value_or(""), CheckGlobs);
  Settings.Tidy.WarningsAsErrors = "";
  AnyCheckIsOn |= picksAny(*Settings.Tidy.Checks);
  std::vector<std::string> Mistakes;
  Settings.Options = readUnitOptions(Settings.Tidy, File, Mistakes);
  if (Errors.empty()) // otherwise they are a configuration file's, and reported with its name
    for (const std::string &M : Mistakes)
      complainOnce(M);
  llvm::append_range(Settings.Options.Models, CommandLineModels);
  Settings.Models = models(Settings.Options.Models);
  return Settings;
}

std::shared_ptr<const ModelSet> SettingsReader::models(const std::vector<std::string> &Files) {
  if (Files.empty())
    return ModelSet::builtin();
  auto [It, New] = Loaded.try_emplace(Files);
  if (New) {
    std::vector<ModelError> ModelErrors;
    It->second = ModelSet::load(Files, ModelErrors);
    for (const ModelError &E : ModelErrors)
      complainOnce(E.message());
  }
  return It->second;
}

void SettingsReader::complainOnce(const std::string &Message) { addOnce(Message, Errors); }
