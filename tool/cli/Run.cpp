//===- Run.cpp - Every unit and every program, on every core --------------===//

#include "tool/cli/Run.h"

#include "tool/baseline/Fingerprint.h"
#include "tool/baseline/Merge.h"
#include "tool/cli/ProgramRun.h"
#include "tool/cli/Terminal.h"
#include "tool/cli/Workers.h"

#include <map>
#include <set>

using namespace asyncsafe;
using llvm::StringRef;

static std::vector<UnitRecord> captureAll(llvm::ArrayRef<CompileJob> Jobs,
                                          llvm::ArrayRef<UnitSettings> Settings, unsigned Threads,
                                          StringRef ResourceDirectory) {
  std::vector<UnitRecord> Records(Jobs.size());
  ProgressLine Progress(Jobs.size());
  forEachOnThreads(Jobs.size(), Threads, [&](size_t I) {
    Progress.begin(Jobs[I].File);
    Records[I] = captureRecord(Jobs[I], Settings[I], ResourceDirectory);
    Progress.end();
  });
  return Records;
}

/// The programs that those units make which could be captured.  Jobs are sorted by file,
/// and so are their records: nothing here depends on what was captured first.
static Partition programsOf(llvm::ArrayRef<UnitRecord> Records, bool Alone) {
  std::vector<size_t> Captured;
  std::vector<Symbols> Names;
  for (size_t I = 0; I < Records.size(); ++I)
    if (Records[I].Failure.empty()) {
      Captured.push_back(I);
      Names.push_back(Records[I].Names);
    }
  if (Alone)
    for (Symbols &S : Names)
      S.Needs.clear();
  Partition Found = partition(Names);
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
/// What is said of one place: the programs that have it say so in words of their own.
using Spot = std::tuple<std::string, std::string, unsigned>;
} // namespace

static Spot spotOf(const Finding &F) { return {F.Check, F.Where.File, F.Where.Begin}; }

/// "only in the programs 'a' and 'b'"; at most \p Most of them are named.
static std::string programNames(const std::vector<size_t> &In, llvm::ArrayRef<Program> Programs) {
  constexpr size_t Most = 3;
  std::string Text = In.size() == 1 ? "only in the program " : "only in the programs ";
  for (size_t I = 0; I < std::min(In.size(), Most); ++I)
    Text += (I == 0 ? "'" : I + 1 == In.size() ? " and '" : ", '") + Programs[In[I]].Name + "'";
  if (In.size() > Most)
    Text += " and " + std::to_string(In.size() - Most) + " more";
  return Text;
}

/// A finding that several programs have is told once, in the words of the first of them, and
/// one that not every program has which could says which do.
static void mergeFindings(llvm::ArrayRef<Program> Programs, std::vector<ProgramFindings> &Results,
                          Report &R) {
  std::map<Spot, std::vector<size_t>> SaidBy;
  std::map<std::string, size_t> Having; ///< programs that have the file
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
      R.Findings.push_back(std::move(F));
    }
    llvm::append_range(R.Silenced, std::move(Results[P].Suppressed));
    llvm::append_range(R.Covered.Refused, std::move(Results[P].Refused));
  }
}

//===----------------------------------------------------------------------===//
// The run
//===----------------------------------------------------------------------===//

static void addCoverage(llvm::ArrayRef<CompileJob> Jobs, llvm::ArrayRef<UnitRecord> Records,
                        llvm::ArrayRef<Program> Programs, llvm::ArrayRef<ProgramFindings> Results,
                        Coverage &C) {
  std::vector<std::string> Failures(Jobs.size());
  for (size_t I = 0; I < Jobs.size(); ++I)
    Failures[I] = Records[I].Failure;
  for (size_t P = 0; P < Programs.size(); ++P)
    for (size_t I : Programs[P].Own)
      if (Failures[I].empty())
        Failures[I] = Results[P].Failure;
  C.Units = Jobs.size();
  for (size_t I = 0; I < Jobs.size(); ++I)
    if (Failures[I].empty()) {
      ++C.Analysed;
      C.Lowered += Records[I].Lowered != 0;
    } else
      C.Failed.push_back({Jobs[I].File, Failures[I]});
}

Report asyncsafe::analyse(llvm::ArrayRef<CompileJob> Jobs, llvm::ArrayRef<UnitSettings> Settings,
                          unsigned Threads, StringRef ResourceDirectory, bool Alone) {
  std::vector<UnitRecord> Records = captureAll(Jobs, Settings, Threads, ResourceDirectory);
  Partition Found = programsOf(Records, Alone);
  std::vector<ProgramFindings> Results(Found.Programs.size());
  ProgressLine Progress(Found.Programs.size());
  forEachOnThreads(Found.Programs.size(), Threads, [&](size_t P) {
    Progress.begin(Found.Programs[P].Name);
    Results[P] = analyseProgram(Found.Programs[P], Records, Settings);
    Progress.end();
  });
  Progress.clear();

  Report R;
  std::set<std::string> Remarks;
  for (const ProgramFindings &F : Results)
    Remarks.insert(F.Remarks.begin(), F.Remarks.end());
  addCoverage(Jobs, Records, Found.Programs, Results, R.Covered);
  mergeFindings(Found.Programs, Results, R);
  R.Covered.ProgramsInPart = Found.OverBudget;
  addFingerprints(R.Findings);
  addFingerprints(R.Silenced);
  normalise(R);
  for (const std::string &Remark : Remarks)
    warn(Remark);
  return R;
}
