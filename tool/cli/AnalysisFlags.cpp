//===- AnalysisFlags.cpp - Flags of every subcommand that analyses --------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/AnalysisFlags.h"

#include "tool/cli/ParseUnit.h"
#include "tool/cli/Terminal.h"

#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Regex.h"

using namespace asyncsafe;
namespace cl = llvm::cl;
using llvm::StringRef;

SettingsFlags::SettingsFlags(cl::SubCommand &Sub)
    : Checks("checks", cl::desc("Globs of checks to turn on; a leading '-' turns them off"),
             cl::value_desc("glob,..."), cl::sub(Sub), cl::cat(ourOptions())),
      Models("models", cl::desc("Model file that refines the built-in models; can be repeated"),
             cl::value_desc("file"), cl::sub(Sub), cl::cat(ourOptions())) {
  for (const OptionInfo &Info : unitOptions())
    if (!Info.Flag.empty())
      Options.emplace_back(&Info, std::make_unique<cl::opt<std::string>>(
                                      Info.Flag, cl::desc(Info.Help), cl::value_desc(Info.ValueName),
                                      Info.ValueName.empty() ? cl::ValueOptional : cl::ValueRequired,
                                      cl::sub(Sub), cl::cat(ourOptions())));
}

CommandLineSettings SettingsFlags::settings() const {
  CommandLineSettings S;
  S.Checks.assign(Checks.begin(), Checks.end());
  S.Models.assign(Models.begin(), Models.end());
  for (const auto &[Info, Flag] : Options)
    if (Flag->getNumOccurrences())
      S.Options[fullKey(*Info)] =
          Flag->empty() && Info->ValueName.empty() ? std::string("true") : Flag->getValue();
  return S;
}

std::vector<std::string> SettingsFlags::words() const {
  std::vector<std::string> Words;
  for (const std::string &Globs : Checks)
    Words.push_back("--checks=" + Globs);
  for (const std::string &File : Models) {
    llvm::SmallString<256> Path(File);
    static_cast<void>(llvm::sys::fs::make_absolute(Path));
    Words.push_back(("--models=" + Path).str());
  }
  for (const auto &[Info, Flag] : Options)
    if (Flag->getNumOccurrences())
      Words.push_back(("--" + Info->Flag + (Flag->empty() ? "" : "=" + Flag->getValue())).str());
  return Words;
}

AnalysisFlags::AnalysisFlags(cl::SubCommand &Sub)
    : Files(cl::Positional, cl::desc("[FILE|FOLDER...] [-- FLAGS...]"), cl::sub(Sub), cl::cat(ourOptions())),
      BuildPath("p", cl::desc("Build folder with compile_commands.json, or that file"),
                cl::value_desc("path"), cl::sub(Sub), cl::cat(ourOptions())),
      SkipUnlisted("skip-unlisted",
                   cl::desc("Skip a FILE that is not in the database, with a message, instead of failing"),
                   cl::sub(Sub), cl::cat(ourOptions())),
      Refined(Sub),
      Exclude("exclude",
              cl::desc("Exclude the files whose name matches: they are not analysed, and nothing is "
                       "reported in them"),
              cl::value_desc("regex"), cl::sub(Sub), cl::cat(ourOptions())),
      HeaderFilter("header-filter",
                   cl::desc("Report findings in headers only if their name matches (default: all but system "
                            "headers, or the setting in .clang-tidy)"),
                   cl::value_desc("regex"), cl::sub(Sub), cl::cat(ourOptions())) {}

llvm::Expected<CompileJobs> AnalysisFlags::jobs(const Invocation &I) const {
  std::vector<std::string> Names(Files.begin(), Files.end());
  if (!I.Flags)
    return jobsOfDatabase(BuildPath, Names, SkipUnlisted);
  if (BuildPath.getNumOccurrences())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "-p and '-- FLAGS' exclude each other: give one of them");
  return jobsWithFlags(*I.Flags, Names);
}

std::string AnalysisFlags::databaseFolder(const Invocation &I) const {
  return I.Flags ? std::string() : asyncsafe::databaseFolder(BuildPath);
}

llvm::Error AnalysisFlags::exclude(CompileJobs &Units) const {
  for (const auto *Option : {&Exclude, &HeaderFilter}) {
    std::string Why;
    if (Option->getNumOccurrences() && !llvm::Regex(*Option).isValid(Why))
      return llvm::createStringError(
          llvm::inconvertibleErrorCode(),
          llvm::formatv("--{0}={1}: {2}", Option->ArgStr, Option->getValue(), Why));
  }
  if (!Exclude.getNumOccurrences())
    return llvm::Error::success();
  llvm::Regex Names(Exclude);
  size_t All = Units.Jobs.size();
  auto IsExcluded = [&](const CompileJob &Job) { return Names.match(Job.File); };
  llvm::erase_if(Units.Jobs, IsExcluded);
  llvm::erase_if(Units.Others, IsExcluded);
  Units.Excluded = static_cast<unsigned>(All - Units.Jobs.size());
  if (!Units.Excluded || !Units.Jobs.empty())
    return llvm::Error::success();
  return llvm::createStringError(
      llvm::inconvertibleErrorCode(),
      llvm::formatv("--exclude={0}: leaves no file to analyse", Exclude.getValue()));
}

void AnalysisFlags::filter(Report &R, const CompileJobs &Units) const {
  llvm::Regex Excluded(Exclude), Headers(HeaderFilter);
  auto IsUnit = [&](StringRef File) {
    auto At = llvm::partition_point(Units.Jobs, [&](const CompileJob &Job) { return Job.File < File; });
    return At != Units.Jobs.end() && At->File == File;
  };
  auto Stays = [&](const Finding &F) {
    StringRef File = F.Where.File;
    return !(Exclude.getNumOccurrences() && Excluded.match(File)) &&
           !(HeaderFilter.getNumOccurrences() && !Headers.match(File) && !IsUnit(File));
  };
  auto Gone = std::stable_partition(R.Findings.begin(), R.Findings.end(), Stays);
  R.Covered.Suppressed += static_cast<unsigned>(R.Findings.end() - Gone);
  std::move(Gone, R.Findings.end(), std::back_inserter(R.Filtered));
  R.Findings.erase(Gone, R.Findings.end());
  llvm::erase_if(R.Hidden, [&](const Finding &F) { return !Stays(F); });
}

bool asyncsafe::announce(const SettingsReader &Reader) {
  for (const std::string &Remark : Reader.remarks())
    warn(Remark);
  for (const std::string &Error : Reader.errors())
    complain(Error);
  return Reader.errors().empty();
}

std::optional<ReadyToParse> asyncsafe::prepare(const AnalysisFlags &Flags, const Invocation &I) {
  ReadyToParse Ready;
  auto Units = Flags.jobs(I);
  if (!Units) {
    complain(llvm::toString(Units.takeError()));
    return std::nullopt;
  }
  Ready.Units = std::move(*Units);
  if (llvm::Error Mistake = Flags.exclude(Ready.Units)) {
    complain(llvm::toString(std::move(Mistake)));
    return std::nullopt;
  }
  for (const std::string &File : Ready.Units.Unlisted)
    warn(File + ": skipped: it is not in the compilation database");
  SettingsReader Reader(Flags.settings());
  for (const CompileJob &Job : Ready.Units.Jobs)
    Ready.Settings.push_back(Reader.read(Job.File));
  if (!announce(Reader))
    return std::nullopt;
  if (!Ready.Units.Jobs.empty() && !Reader.anyCheckIsOn()) {
    if (!Flags.settings().Checks.empty()) {
      complain("no check is on for any file: --checks turns all of them off; 'asyncsafe explain' lists them");
      return std::nullopt;
    }
    warn("no check is on for any file: .clang-tidy turns all of them off");
  }
  // Units that were not requested are left out if their settings have errors; these are not reported.
  SettingsReader Others(Flags.settings());
  llvm::erase_if(Ready.Units.Others, [&](const CompileJob &Job) {
    size_t Before = Others.errors().size();
    UnitSettings Settings = Others.read(Job.File);
    bool Fails = Others.errors().size() != Before || !Settings.Models;
    if (!Fails)
      Ready.OtherSettings.push_back(std::move(Settings));
    return Fails;
  });
  auto Resources = findResourceDirectory(I.ProgramPath);
  if (!Resources) {
    complain(llvm::toString(Resources.takeError()));
    return std::nullopt;
  }
  Ready.ResourceDirectory = std::move(*Resources);
  return Ready;
}
