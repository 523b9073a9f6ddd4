//===- ProgramRun.cpp - One program from records to findings --------------===//

#include "tool/cli/ProgramRun.h"

#include "checks/Check.h"
#include "link/Linker.h"
#include "tool/cli/Guarded.h"
#include "tool/cli/TidyFilter.h"
#include "tool/report/SourceCache.h"
#include "tool/tidy/FixLayout.h"

#include "llvm/ADT/StringExtras.h"
#include <map>
#include <set>

using namespace asyncsafe;
using llvm::StringRef;

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
      ByOptions[key(Settings[I].Options)].push_back(I);
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

  static std::string key(const UnitOptions &Options) {
    const AnalysisOptions &O = Options.Analysis;
    std::string Key =
        llvm::join_items(' ', std::to_string(O.Strict), std::to_string(O.TreatAllocationAsThrowing),
                         std::to_string(O.LongWait), std::to_string(O.Budget), std::to_string(O.Sources.Auto),
                         std::string(spelling(Options.Shown)));
    for (unsigned I = 0; I < NumSources; ++I)
      Key += O.Sources.Enabled[I] ? '1' : '0';
    return Key;
  }

  void analyse(const std::vector<size_t> &Units) {
    const UnitOptions &Options = Settings[Units.front()].Options;
    UnitReport Found = runChecks(Linked, Options.Analysis, Options.Shown);
    for (Finding &F : Found.Findings) {
      fitToFile(F, [&](StringRef File) { return Sources.text(File); });
      take(F, Units);
    }
    for (const Refusal &R : Found.Refusals)
      if (R.Range.File < Linked.Files.size() && UnitsOf.count(Linked.Files[R.Range.File]))
        Out.Refused.push_back({R.Function, placeOf(R.Range, Linked), R.Reason});
  }

  /// The finding's file is that of one unit, or a header of some: then each kind of settings
  /// among them is asked, and one that wants to hear of it is enough.
  void take(const Finding &F, const std::vector<size_t> &Units) {
    const std::string &File = F.Where.File;
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
      TidyFilter::Verdict Said = filter(I).judge(F, Out.Remarks);
      Silenced |= Said == TidyFilter::Verdict::Silenced;
      if (Said == TidyFilter::Verdict::Reported)
        return Out.Findings.push_back(F);
    }
    if (Silenced)
      Out.Suppressed.push_back(F);
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
  SourceCache Sources;
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
