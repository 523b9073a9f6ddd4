//===- Run.cpp - Every unit and every program, on every core --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/Run.h"

#include "tool/baseline/Fingerprint.h"
#include "tool/baseline/Merge.h"
#include "tool/cli/Index.h"
#include "tool/cli/LinkSteps.h"
#include "tool/cli/ProgramRun.h"
#include "tool/cli/Terminal.h"
#include "tool/cli/Workers.h"

#include <deque>
#include <map>
#include <set>

using namespace asyncsafe;
using llvm::StringRef;

bool asyncsafe::comesBefore(const CompileJob &A, const CompileJob &B) {
  auto Key = [](const CompileJob &J) { return std::tie(J.File, J.Directory, J.Arguments); };
  return Key(A) < Key(B);
}

/// The units of the command line and the rest of their database, sorted: the order of arguments does not
/// matter.
static RunUnits unitsOf(const ReadyToParse &Ready, bool Alone) {
  struct Entry {
    const CompileJob *Job;
    const UnitSettings *Settings;
    bool Wanted;
  };
  std::vector<Entry> All;
  for (size_t I = 0; I < Ready.Units.Jobs.size(); ++I)
    All.push_back({&Ready.Units.Jobs[I], &Ready.Settings[I], true});
  for (size_t I = 0; I < Ready.Units.Others.size() && !Alone; ++I)
    All.push_back({&Ready.Units.Others[I], &Ready.OtherSettings[I], false});
  llvm::stable_sort(All, [](const Entry &A, const Entry &B) { return comesBefore(*A.Job, *B.Job); });
  RunUnits Units;
  for (const Entry &E : All) {
    Units.Jobs.push_back(*E.Job);
    Units.Settings.push_back(*E.Settings);
    Units.Wanted.push_back(E.Wanted);
  }
  Units.Records.resize(All.size());
  return Units;
}

static void captureAll(RunUnits &Units, const RunOptions &Options, StringRef ResourceDirectory) {
  ProgressLine Progress(Units.Jobs.size());
  forEachOnThreads(Units.Jobs.size(), Options.Threads, [&](size_t I) {
    Progress.begin(Units.Jobs[I].File);
    UnitRecord &R = Units.Records[I];
    std::optional<UnitRecord> Known;
    if (Options.Kept)
      Known = Options.Kept->find(Units.Jobs[I], Units.Settings[I]);
    if (Known) {
      R = std::move(*Known);
    } else {
      R = captureRecord(Units.Jobs[I], Units.Settings[I], ResourceDirectory);
      if (Options.Kept)
        Options.Kept->keep(Units.Jobs[I], Units.Settings[I], R);
    }
    Progress.end();
  });
  Progress.clear();
}

/// Selects the units that include a requested header, as far as it is concerned. Returns the headers
/// that no unit includes.
static std::vector<std::string> wantIncluding(RunUnits &Units, const std::vector<std::string> &Headers) {
  std::set<std::string> Missing(Headers.begin(), Headers.end());
  std::map<std::string, std::vector<std::string>> MeantBy; ///< a file that was read, the requested headers
  for (size_t I = 0; I < Units.Jobs.size() && !Headers.empty(); ++I) {
    // The files that the parse has read, as the graph spells them.
    std::vector<std::string> Files = Units.Records[I].Files;
    for (const ReadFile &File : Units.Records[I].Inputs)
      Files.push_back(File.Path);
    std::set<std::string> Read;
    for (const std::string &File : Files) {
      auto [Meant, New] = MeantBy.try_emplace(File);
      if (New)
        llvm::copy_if(Headers, std::back_inserter(Meant->second),
                      [&](StringRef Header) { return selectsFile(Header, File); });
      for (const std::string &Header : Meant->second)
        Missing.erase(Header);
      if (!Meant->second.empty())
        Read.insert(File);
    }
    if (Units.Wanted[I] || Read.empty())
      continue;
    Units.Wanted[I] = true;
    Units.HeadersOf[I] = std::move(Read);
  }
  return {Missing.begin(), Missing.end()};
}

/// The graph of a record from the index; the file may have changed or been damaged since.
static std::string graphOf(const RunUnits &Units, size_t I, const RunOptions &Options,
                           StringRef ResourceDirectory) {
  const UnitRecord &R = Units.Records[I];
  if (!R.Graph.empty())
    return R.Graph;
  std::string Kept = Options.Kept->graphOf(Units.Jobs[I], Units.Settings[I], R);
  return Kept.empty() ? captureRecord(Units.Jobs[I], Units.Settings[I], ResourceDirectory).Graph : Kept;
}

/// The programs of the units that could be captured. Jobs and records are sorted by file, so the order
/// of capture does not matter.
static Partition partitionOf(llvm::ArrayRef<UnitRecord> Records, std::vector<LinkStep> Steps, bool Alone) {
  std::vector<size_t> Captured;
  std::vector<const Symbols *> Names;
  std::deque<Symbols> NeedNothing;
  for (size_t I = 0; I < Records.size(); ++I) {
    const Symbols &Of = Records[I].Names;
    if (!Records[I].Failure.empty())
      continue;
    Captured.push_back(I);
    Names.push_back(Alone ? &NeedNothing.emplace_back(
                                Symbols{Of.MainFile, Of.HasMain, Of.StartsItself, Of.Size, Of.Defines, {}})
                          : &Of);
  }
  // Steps count all units; units that could not be captured are not linked.
  auto Renumber = [&](std::vector<size_t> &Units) {
    llvm::erase_if(Units, [&](size_t I) { return !Records[I].Failure.empty(); });
    for (size_t &I : Units)
      I = llvm::lower_bound(Captured, I) - Captured.begin();
  };
  for (LinkStep &Step : Steps) {
    Renumber(Step.Objects);
    Renumber(Step.Archived);
  }
  Partition Found = partition(Names, Steps);
  for (Program &P : Found.Programs)
    for (std::vector<size_t> *Units : {&P.Units, &P.Own})
      for (size_t &I : *Units)
        I = Captured[I];
  return Found;
}

//===----------------------------------------------------------------------===//
// Several programs' findings
//===----------------------------------------------------------------------===//

namespace {
/// Findings of several programs at one place; each program may word them differently.
using Spot = std::tuple<std::string, std::string, unsigned, std::string>;
} // namespace

/// Another signal has another handler, and is fixed in another program.
static Spot spotOf(const Finding &F) {
  return {F.Check, F.Where.File, F.Where.Begin, F.Why == Source::Signal ? F.Message : ""};
}

/// "only in the programs 'a' and 'b'"; names at most \p Most of them.
static std::string programNames(const std::vector<size_t> &In, llvm::ArrayRef<Program> Programs) {
  constexpr size_t Most = 3;
  std::string Text = In.size() == 1 ? "only in the program " : "only in the programs ";
  for (size_t I = 0; I < std::min(In.size(), Most); ++I)
    Text += (I == 0 ? "'" : I + 1 == In.size() ? " and '" : ", '") + Programs[In[I]].Name + "'";
  if (In.size() > Most)
    Text += " and " + std::to_string(In.size() - Most) + " more";
  return Text;
}

/// Reports a finding of several programs once, with the words of the first; a finding that only some of
/// the possible programs have lists them.
static void mergeFindings(llvm::ArrayRef<Program> Programs, std::vector<ProgramFindings> &Results,
                          Report &R) {
  std::map<Spot, std::vector<size_t>> SaidBy;
  std::map<std::string, size_t> Having; ///< programs that contain the file
  for (size_t P = 0; P < Results.size(); ++P) {
    for (const std::string &File : Results[P].Files)
      ++Having[File];
    for (const Finding &F : Results[P].Findings)
      if (std::vector<size_t> &By = SaidBy[spotOf(F)]; By.empty() || By.back() != P)
        By.push_back(P);
  }
  for (size_t P = 0; P < Results.size(); ++P) {
    for (Finding &F : Results[P].Findings) {
      const std::vector<size_t> &By = SaidBy[spotOf(F)];
      if (By.front() != P)
        continue;
      if (By.size() < Having[F.Where.File])
        F.Notes.push_back({F.Where, programNames(By, Programs), F.Function});
      for (size_t In : By)
        F.Programs.push_back(Programs[In].Name);
      R.Findings.push_back(std::move(F));
    }
    llvm::append_range(R.Silenced, std::move(Results[P].Silenced));
    llvm::append_range(R.Filtered, std::move(Results[P].Filtered));
    llvm::append_range(R.Covered.Refused, std::move(Results[P].Refused));
  }
  // What one program reports is not hidden, though it may be a note in another.
  std::set<Spot> Hidden;
  for (ProgramFindings &Result : Results)
    for (Finding &F : Result.Hidden)
      if (Spot At = spotOf(F); !SaidBy.count(At) && Hidden.insert(At).second)
        R.Hidden.push_back(std::move(F));
}

//===----------------------------------------------------------------------===//
// The run
//===----------------------------------------------------------------------===//

static void addCoverage(const RunUnits &Units, llvm::ArrayRef<Program> Programs,
                        llvm::ArrayRef<ProgramFindings> Results, Coverage &C) {
  std::vector<std::string> Failures(Units.Jobs.size());
  for (size_t I = 0; I < Units.Jobs.size(); ++I)
    Failures[I] = Units.Records[I].Failure;
  for (size_t P = 0; P < Programs.size(); ++P)
    for (size_t I : Programs[P].Own)
      if (Failures[I].empty())
        Failures[I] = Results[P].Failure;
  for (size_t I = 0; I < Units.Jobs.size(); ++I) {
    if (!Units.Wanted[I])
      continue;
    ++C.Units;
    if (Failures[I].empty()) {
      ++C.Analysed;
      C.Lowered += Units.Records[I].Lowered != 0;
    } else {
      C.Failed.push_back({Units.Jobs[I].File, Failures[I]});
    }
  }
}

Partition asyncsafe::programsOf(const RunUnits &Units, StringRef Folder, bool Alone,
                                std::vector<std::string> *Inputs) {
  std::vector<LinkStep> Steps;
  if (!Alone)
    Steps = readLinkSteps(Folder, Units.Jobs, Inputs);
  return partitionOf(Units.Records, std::move(Steps), Alone);
}

Survey asyncsafe::survey(const ReadyToParse &Ready, const RunOptions &Options) {
  RunUnits Units = unitsOf(Ready, Options.Alone);
  captureAll(Units, Options, Ready.ResourceDirectory);
  std::vector<std::string> NotIncluded = wantIncluding(Units, Ready.Units.Headers);
  Partition Found = programsOf(Units, Ready.Units.Folder, Options.Alone);
  llvm::erase_if(Found.Programs, [&](const Program &P) {
    return llvm::none_of(P.Own, [&](size_t I) { return Units.Wanted[I]; });
  });
  return {std::move(Units), std::move(Found), std::move(NotIncluded)};
}

Report asyncsafe::reportOf(const RunUnits &Units, const Partition &Found,
                           std::vector<ProgramFindings> Results) {
  Report R;
  std::set<std::string> Remarks;
  for (const ProgramFindings &F : Results)
    Remarks.insert(F.Remarks.begin(), F.Remarks.end());
  addCoverage(Units, Found.Programs, Results, R.Covered);
  R.Covered.ProgramsInPart = Found.OverBudget;
  mergeFindings(Found.Programs, Results, R);
  addFingerprints(R.Findings);
  addFingerprints(R.Silenced);
  addFingerprints(R.Filtered);
  normalise(R);
  for (const std::string &Remark : Remarks)
    warn(Remark);
  return R;
}

Report asyncsafe::analyse(const ReadyToParse &Ready, const RunOptions &Options) {
  auto [Surveyed, Parts, NotIncluded] = survey(Ready, Options);
  const RunUnits &Units = Surveyed; // structured bindings cannot be captured
  const Partition &Found = Parts;
  std::vector<ProgramFindings> Results(Found.Programs.size());
  ProgressLine Progress(Found.Programs.size());
  forEachOnThreads(Found.Programs.size(), Options.Threads, [&](size_t P) {
    Progress.begin(Found.Programs[P].Name);
    auto GraphOf = [&](size_t I) { return graphOf(Units, I, Options, Ready.ResourceDirectory); };
    Results[P] = analyseProgram(Found.Programs[P], Units, GraphOf, Options.Kept);
    Progress.end();
  });
  Progress.clear();

  Report R = reportOf(Units, Found, std::move(Results));
  for (const std::string &Header : NotIncluded) {
    constexpr StringRef Why = "no unit of the compilation database includes it";
    if (Ready.Units.SkipUnlisted) {
      warn(Header + ": skipped: " + Why.str());
    } else {
      R.Misnamed = true;
      ++R.Covered.Units;
      R.Covered.Failed.push_back({Header, Why.str()});
    }
  }
  R.Covered.Skipped = Ready.Units.Skipped;
  normalise(R);
  return R;
}
