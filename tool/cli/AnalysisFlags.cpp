//===- AnalysisFlags.cpp - Flags of every subcommand that analyses --------===//

#include "tool/cli/AnalysisFlags.h"

#include "tool/cli/ParseUnit.h"
#include "tool/cli/Terminal.h"

#include "clang/Tooling/CompilationDatabase.h"

using namespace asyncsafe;
namespace cl = llvm::cl;

AnalysisFlags::AnalysisFlags(cl::SubCommand &Sub)
    : Files(cl::Positional, cl::desc("[FILE|FOLDER...] [-- FLAGS...]"), cl::sub(Sub), cl::cat(ourOptions())),
      BuildPath("p", cl::desc("Build folder with compile_commands.json, or that file"),
                cl::value_desc("path"), cl::sub(Sub), cl::cat(ourOptions())),
      SkipUnlisted("skip-unlisted",
                   cl::desc("Skip a FILE that the database does not list, and say so, instead of refusing to start"),
                   cl::sub(Sub), cl::cat(ourOptions())),
      Checks("checks", cl::desc("Globs of checks to turn on; a leading '-' turns them off"),
             cl::value_desc("glob,..."), cl::sub(Sub), cl::cat(ourOptions())),
      Models("models", cl::desc("Model file that refines the built-in models; can be repeated"),
             cl::value_desc("file"), cl::sub(Sub), cl::cat(ourOptions())),
      Sources("sources",
              cl::desc("Interrupt sources to report: auto (those for which the unit has evidence), all, "
                       "or throw;cancel;interrupt;suspend;jump"),
              cl::value_desc("list"), cl::sub(Sub), cl::cat(ourOptions())),
      LongWait("long-wait",
               cl::desc("Longest wait, in seconds, that may delay a stop request; 0: no limit "
                        "(default: 10)"),
               cl::value_desc("seconds"), cl::sub(Sub), cl::cat(ourOptions())),
      Strict("strict", cl::desc("Also report findings of unknown certainty"), cl::sub(Sub),
             cl::cat(ourOptions())),
      TreatAllocationAsThrowing("treat-allocation-as-throwing",
                                cl::desc("Treat every allocation as an operation that may throw"),
                                cl::sub(Sub), cl::cat(ourOptions())),
      InferLocks("infer-locks", cl::desc("Recognise lock classes by their shape (default: true)"),
                 cl::init(true), cl::sub(Sub), cl::cat(ourOptions())) {}

llvm::Expected<CompileJobs> AnalysisFlags::jobs(const Invocation &I) const {
  std::vector<std::string> Names(Files.begin(), Files.end());
  if (!I.Flags)
    return jobsOfDatabase(BuildPath, Names, SkipUnlisted);
  if (BuildPath.getNumOccurrences())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "-p and '-- FLAGS' exclude each other: give one of them");
  return jobsWithFlags(*I.Flags, Names);
}

CommandLineSettings AnalysisFlags::settings() const {
  auto Set = [](const cl::opt<bool> &Option) {
    return Option.getNumOccurrences() ? std::optional<bool>(Option) : std::nullopt;
  };
  CommandLineSettings S;
  S.Checks.assign(Checks.begin(), Checks.end());
  S.Models.assign(Models.begin(), Models.end());
  if (Sources.getNumOccurrences())
    S.Sources = Sources;
  S.Strict = Set(Strict);
  if (LongWait.getNumOccurrences())
    S.LongWait = LongWait;
  S.TreatAllocationAsThrowing = Set(TreatAllocationAsThrowing);
  S.InferLocks = Set(InferLocks);
  return S;
}

std::optional<ReadyToParse> asyncsafe::prepare(const AnalysisFlags &Flags, const Invocation &I) {
  ReadyToParse Ready;
  auto Units = Flags.jobs(I);
  if (!Units) {
    complain(llvm::toString(Units.takeError()));
    return std::nullopt;
  }
  Ready.Units = std::move(*Units);
  for (const std::string &File : Ready.Units.Unlisted)
    warn(File + ": skipped: it is not in the compilation database");
  SettingsReader Reader(Flags.settings());
  for (const CompileJob &Job : Ready.Units.Jobs)
    Ready.Settings.push_back(Reader.read(Job.File));
  for (const std::string &Error : Reader.errors())
    complain(Error);
  if (!Reader.errors().empty())
    return std::nullopt;
  if (!Ready.Units.Jobs.empty() && !Reader.anyCheckIsOn()) {
    complain("no check is on for any file: --checks and .clang-tidy turn all of them off; "
             "'asyncsafe explain' lists them");
    return std::nullopt;
  }
  auto Resources = findResourceDirectory(I.ProgramPath);
  if (!Resources) {
    complain(llvm::toString(Resources.takeError()));
    return std::nullopt;
  }
  Ready.ResourceDirectory = std::move(*Resources);
  return Ready;
}
