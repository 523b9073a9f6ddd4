//===- ProgramRun.cpp - One program from records to findings --------------===//

#include "tool/cli/ProgramRun.h"

#include "checks/Check.h"
#include "link/Linker.h"
#include "tool/cli/Guarded.h"
#include "tool/cli/TidyFilter.h"

#include "llvm/ADT/StringExtras.h"
#include <map>
#include <set>

using namespace asyncsafe;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// From a unit's ids to what a report says
//===----------------------------------------------------------------------===//

static FilePlace reported(const SourceRange &R, const Unit &U) {
  FilePlace P;
  if (R.File < U.Files.size())
    P.File = U.Files[R.File];
  P.Line = R.Line;
  P.Column = R.Column;
  P.Begin = R.Begin;
  P.End = R.End;
  return P;
}

/// The name of the innermost function around \p R; empty outside functions.
static std::string functionAround(const SourceRange &R, const Unit &U) {
  const Function *Innermost = nullptr;
  for (const Function &F : U.Functions)
    if (F.Range.File == R.File && F.Range.Begin <= R.Begin && R.End <= F.Range.End &&
        (!Innermost || F.Range.Begin > Innermost->Range.Begin))
      Innermost = &F;
  return Innermost ? Innermost->Name : std::string();
}

static ReportedFinding reported(const Finding &F, const Unit &U) {
  ReportedFinding R;
  R.Function = functionAround(F.Where, U);
  R.Check = F.Check;
  R.Where = reported(F.Where, U);
  R.Message = F.Message;
  R.Sure = F.Sure;
  R.Why = F.Why;
  for (const Note &N : F.Notes) {
    const SourceRange &Where = N.Where.isValid() ? N.Where : F.Where;
    R.Notes.push_back({reported(Where, U), N.Message, functionAround(Where, U)});
  }
  for (const Edit &E : F.Fixes)
    if (E.File < U.Files.size())
      R.Fixes.push_back({U.Files[E.File], E.Offset, E.Length, E.Text});
  return R;
}

//===----------------------------------------------------------------------===//
// One program
//===----------------------------------------------------------------------===//

namespace {

class ProgramRun {
public:
  ProgramRun(const Program &P, llvm::ArrayRef<UnitRecord> Records, llvm::ArrayRef<UnitSettings> Settings)
      : P(P), Records(Records), Settings(Settings) {}

  ProgramFindings run() {
    if (!linkUnits())
      return std::move(Out);
    // Units of one program can differ in what is asked of them; then it is asked for each kind.
    std::map<std::string, std::vector<size_t>> ByOptions;
    for (size_t I : P.Own)
      ByOptions[key(Settings[I].Options.Analysis)].push_back(I);
    for (const auto &[Key, Units] : ByOptions)
      analyse(Units);
    return std::move(Out);
  }

private:
  bool linkUnits() {
    std::vector<Unit> Parts;
    for (size_t I : P.Units) {
      std::string Error;
      std::optional<Unit> U = unpacked(Records[I].Graph, Error);
      if (!U) {
        Out.Failure = "its record is damaged: " + Error;
        return false;
      }
      if (llvm::is_contained(P.Own, I))
        for (const std::string &File : U->Files)
          UnitsOf[File].push_back(I);
      Parts.push_back(std::move(*U));
    }
    for (const auto &[File, Units] : UnitsOf)
      Out.Files.push_back(File);
    Linked = link(std::move(Parts));
    return true;
  }

  static std::string key(const AnalysisOptions &O) {
    std::string Key = llvm::join_items(
        ' ', std::to_string(O.Strict), std::to_string(O.TreatAllocationAsThrowing),
        std::to_string(O.LongWait), std::to_string(O.Budget), std::to_string(O.Sources.Auto));
    for (unsigned I = 0; I < NumSources; ++I)
      Key += O.Sources.Enabled[I] ? '1' : '0';
    return Key;
  }

  void analyse(const std::vector<size_t> &Units) {
    UnitReport Found = runChecks(Linked, Settings[Units.front()].Options.Analysis);
    for (const Finding &F : Found.Findings)
      take(F, Units);
    for (const Refusal &R : Found.Refusals)
      if (R.Range.File < Linked.Files.size() && UnitsOf.count(Linked.Files[R.Range.File]))
        Out.Refused.push_back({R.Function, reported(R.Range, Linked), R.Reason});
  }

  /// The finding's file is that of one unit, or a header of some: then each kind of settings
  /// among them is asked, and one that wants to hear of it is enough.
  void take(const Finding &F, const std::vector<size_t> &Units) {
    if (F.Where.File >= Linked.Files.size())
      return;
    const std::string &File = Linked.Files[F.Where.File];
    auto Including = UnitsOf.find(File);
    if (Including == UnitsOf.end())
      return;
    std::vector<size_t> Judges;
    for (size_t I : Including->second)
      if (llvm::is_contained(Units, I)) {
        if (Records[I].Names.MainFile == File) {
          Judges = {I};
          break;
        }
        Judges.push_back(I);
      }
    std::set<std::string> Asked;
    bool Silenced = false;
    for (size_t I : Judges) {
      if (Judges.size() > 1 && !Asked.insert(clang::tidy::configurationAsText(Settings[I].Tidy)).second)
        continue;
      TidyFilter::Verdict Said = filter(I).judge(F, Linked, Out.Remarks);
      Silenced |= Said == TidyFilter::Verdict::Silenced;
      if (Said == TidyFilter::Verdict::Reported)
        return Out.Findings.push_back(reported(F, Linked));
    }
    if (Silenced)
      Out.Suppressed.push_back(reported(F, Linked));
  }

  TidyFilter &filter(size_t I) {
    std::unique_ptr<TidyFilter> &Filter = Filters[I];
    if (!Filter)
      Filter = std::make_unique<TidyFilter>(Records[I].Names.MainFile, Settings[I]);
    return *Filter;
  }

  const Program &P;
  llvm::ArrayRef<UnitRecord> Records;
  llvm::ArrayRef<UnitSettings> Settings;
  Unit Linked;
  std::map<std::string, std::vector<size_t>> UnitsOf; ///< by file
  std::map<size_t, std::unique_ptr<TidyFilter>> Filters;
  ProgramFindings Out;
};

} // namespace

ProgramFindings asyncsafe::analyseProgram(const Program &P, llvm::ArrayRef<UnitRecord> Records,
                                          llvm::ArrayRef<UnitSettings> Settings) {
  auto Local = std::make_unique<ProgramFindings>();
  std::string Crash = runGuarded([&] { *Local = ProgramRun(P, Records, Settings).run(); });
  if (Crash.empty())
    return std::move(*Local);
  static_cast<void>(Local.release()); // half-built
  ProgramFindings Failed;
  Failed.Failure = std::move(Crash);
  return Failed;
}
