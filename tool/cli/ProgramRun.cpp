//===- ProgramRun.cpp - One program from records to findings --------------===//

#include "tool/cli/ProgramRun.h"

#include "checks/Check.h"
#include "link/Linker.h"
#include "tool/cli/Guarded.h"
#include "tool/cli/TidyFilter.h"
#include "tool/index/Index.h"

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
  ProgramRun(const Program &P, const RunUnits &Units, llvm::function_ref<std::string(size_t)> GraphOf,
             Index *Kept)
      : P(P), Units(Units), GraphOf(GraphOf), Kept(Kept) {}

  ProgramFindings run() {
    // Units of one program can differ in what is asked of them; then it is asked for each kind.
    std::map<std::string, std::vector<size_t>> ByOptions;
    for (size_t I : P.Own) {
      if (!Units.Wanted[I])
        continue;
      ByOptions[optionsOf(I)].push_back(I);
      for (const std::string &File : Units.Records[I].Files)
        UnitsOf[File].push_back(I);
    }
    for (const auto &[File, Including] : UnitsOf)
      Out.Files.push_back(File);
    for (const auto &[Options, Asking] : ByOptions) {
      std::optional<RawFindings> Raw = findings(Options, Asking.front());
      if (!Raw)
        break;
      for (ReportedFinding &F : Raw->Findings)
        take(std::move(F), Asking);
      for (RefusedFunction &R : Raw->Refused)
        if (UnitsOf.count(R.Where.File))
          Out.Refused.push_back(std::move(R));
    }
    return std::move(Out);
  }

private:
  std::string optionsOf(size_t Unit) const {
    const AnalysisOptions &O = Units.Settings[Unit].Options.Analysis;
    std::string Key;
    for (uint64_t N : {uint64_t(O.Strict), uint64_t(O.TreatAllocationAsThrowing), uint64_t(O.LongWait),
                       uint64_t(O.Budget), uint64_t(O.Sources.Auto)})
      Key += std::to_string(N) + " ";
    for (unsigned I = 0; I < NumSources; ++I)
      Key += O.Sources.Enabled[I] ? '1' : '0';
    return Key;
  }

  /// As they were kept, if the program is what it was then; nothing if it cannot be analysed.
  std::optional<RawFindings> findings(const std::string &Options, size_t Asking) {
    std::string Name, Key;
    if (Kept) {
      std::vector<StringRef> Made = {Kept->builder(), Options};
      for (size_t I : P.Units) {
        Made.push_back(Units.Records[I].Names.MainFile);
        Made.push_back(Units.Records[I].GraphHash);
      }
      Key = contentHash(Made);
      Name = P.Name + " " +
             llvm::toHex(contentHash({Units.Records[P.Own.front()].Names.MainFile, Options}), true);
      if (std::optional<RawFindings> Known = Kept->findFindings(Name, Key))
        return Known;
    }
    if (!linkUnits())
      return std::nullopt;
    UnitReport Found = runChecks(*Linked, Units.Settings[Asking].Options.Analysis);
    RawFindings Raw;
    for (const Finding &F : Found.Findings)
      if (F.Where.File < Linked->Files.size())
        Raw.Findings.push_back(reported(F, *Linked));
    for (const Refusal &R : Found.Refusals)
      Raw.Refused.push_back({R.Function, reported(R.Range, *Linked), R.Reason});
    if (Kept)
      Kept->keepFindings(Name, Key, Raw);
    return Raw;
  }

  bool linkUnits() {
    if (Linked)
      return true;
    std::vector<Unit> Parts;
    for (size_t I : P.Units) {
      std::string Error;
      std::optional<Unit> U = unpacked(GraphOf(I), Error);
      if (!U) {
        Out.Failure = "the graph of " + Units.Jobs[I].File + " is damaged: " + Error;
        return false;
      }
      Parts.push_back(std::move(*U));
    }
    Linked = link(std::move(Parts));
    return true;
  }

  /// The finding's file is that of one unit, or a header of some: then each kind of settings
  /// among them is asked, and one that wants to hear of it is enough.
  void take(ReportedFinding F, const std::vector<size_t> &Asking) {
    auto Including = UnitsOf.find(F.Where.File);
    if (Including == UnitsOf.end())
      return;
    std::vector<size_t> Judges;
    for (size_t I : Including->second)
      if (llvm::is_contained(Asking, I)) {
        if (Units.Records[I].Names.MainFile == F.Where.File) {
          Judges = {I};
          break;
        }
        Judges.push_back(I);
      }
    std::set<std::string> Asked;
    bool Silenced = false;
    for (size_t I : Judges) {
      if (Judges.size() > 1 && !Asked.insert(clang::tidy::configurationAsText(Units.Settings[I].Tidy)).second)
        continue;
      TidyFilter::Verdict Said = filter(I).judge(F, Out.Remarks);
      Silenced |= Said == TidyFilter::Verdict::Silenced;
      if (Said == TidyFilter::Verdict::Reported)
        return Out.Findings.push_back(std::move(F));
    }
    if (Silenced)
      Out.Suppressed.push_back(std::move(F));
  }

  TidyFilter &filter(size_t I) {
    std::unique_ptr<TidyFilter> &Filter = Filters[I];
    if (!Filter)
      Filter = std::make_unique<TidyFilter>(Units.Records[I].Names.MainFile, Units.Settings[I]);
    return *Filter;
  }

  const Program &P;
  const RunUnits &Units;
  llvm::function_ref<std::string(size_t)> GraphOf;
  Index *Kept;
  std::optional<Unit> Linked;                         ///< only where something has to be analysed
  std::map<std::string, std::vector<size_t>> UnitsOf; ///< by file: those wanted that speak of it
  std::map<size_t, std::unique_ptr<TidyFilter>> Filters;
  ProgramFindings Out;
};

} // namespace

ProgramFindings asyncsafe::analyseProgram(const Program &P, const RunUnits &Units,
                                          llvm::function_ref<std::string(size_t)> GraphOf, Index *Kept) {
  auto Local = std::make_unique<ProgramFindings>();
  std::string Crash = runGuarded([&] { *Local = ProgramRun(P, Units, GraphOf, Kept).run(); });
  if (Crash.empty())
    return std::move(*Local);
  static_cast<void>(Local.release()); // half-built
  ProgramFindings Failed;
  Failed.Failure = std::move(Crash);
  return Failed;
}
