//===- ProgramRun.cpp - Analysis of one program ---------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/ProgramRun.h"

#include "analysis/engine/Prepare.h"
#include "checks/Check.h"
#include "link/Linker.h"
#include "tool/cli/Guarded.h"
#include "tool/cli/TidyFilter.h"
#include "tool/index/Store.h"
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
  ProgramRun(const Program &P, const RunUnits &Units, llvm::function_ref<std::string(size_t)> GraphOf,
             FindingsCache *Kept)
      : P(P), Units(Units), GraphOf(GraphOf), Kept(Kept) {}

  ProgramFindings run() {
    for (size_t I : P.Own) {
      if (!Units.Wanted[I])
        continue;
      auto Headers = Units.HeadersOf.find(I);
      for (const std::string &File : Units.Records[I].Files)
        if (Headers == Units.HeadersOf.end() || Headers->second.count(File))
          UnitsOf[File].push_back(I);
    }
    for (const auto &[File, Including] : UnitsOf)
      Out.Files.push_back(File);
    for (const auto &[Options, Asking] : byOptions()) {
      std::optional<RawFindings> Raw = findings(Options, Asking.front());
      if (!Raw)
        break;
      for (Finding &F : Raw->Findings) {
        fitToFile(F, [&](StringRef File) { return Sources.text(File); });
        take(std::move(F), Asking);
      }
      for (Finding &F : Raw->Hidden)
        if (judge(F, Asking) == TidyFilter::Verdict::Reported)
          Out.Hidden.push_back(std::move(F));
      for (RefusedFunction &R : Raw->Refused)
        if (UnitsOf.count(R.Where.File))
          Out.Refused.push_back(std::move(R));
    }
    return std::move(Out);
  }

  std::string runRaw() {
    for (const auto &[Options, Asking] : byOptions())
      if (!findings(Options, Asking.front()))
        break;
    return std::move(Out.Failure);
  }

private:
  /// Units of one program can have different options; then the program is analysed for each set.
  std::map<std::string, std::vector<size_t>> byOptions() const {
    std::map<std::string, std::vector<size_t>> By;
    for (size_t I : P.Own)
      if (Units.Wanted[I])
        By[key(Units.Settings[I].Options)].push_back(I);
    return By;
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

  /// The cached findings, if the program is unchanged; nothing if it cannot be analysed.
  std::optional<RawFindings> findings(const std::string &Options, size_t Asking) {
    std::string Name, Key;
    if (Kept) {
      std::set<std::string> Known;
      for (size_t I : P.Units)
        Known.insert(Units.Records[I].Files.begin(), Units.Records[I].Files.end());
      Key = contentHash({Kept->builder(), Options, contentOf(P, Units)});
      Name = P.Name + " " +
             llvm::toHex(contentHash({Units.Records[P.Own.front()].Names.MainFile, Options}), true);
      if (std::optional<RawFindings> Found = Kept->findFindings(Name, Key, Known))
        return Found;
    }
    if (!linkUnits())
      return std::nullopt;
    const UnitOptions &Asked = Units.Settings[Asking].Options;
    UnitReport Found = runChecks(*Linked, Asked.Analysis, Asked.Shown);
    RawFindings Raw;
    Raw.Findings = std::move(Found.Findings);
    for (const Finding &F : Found.Hidden) {
      Finding &To = Raw.Hidden.emplace_back();
      To.Check = F.Check;
      To.Where = F.Where;
      To.Severity = F.Severity;
      To.Message = F.Message;
      To.Why = F.Why;
    }
    for (const Refusal &R : Found.Refusals)
      if (R.Range.File < Linked->Files.size())
        Raw.Refused.push_back({R.Function, placeOf(R.Range, *Linked), R.Reason});
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
    asyncsafe::prepare(*Linked);
    return true;
  }

  /// A finding is in the file of one unit, or in a header of several: then it is reported if the
  /// settings of one of these units report it.
  TidyFilter::Verdict judge(const Finding &F, const std::vector<size_t> &Asking) {
    auto Including = UnitsOf.find(F.Where.File);
    if (Including == UnitsOf.end())
      return TidyFilter::Verdict::Off;
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
    TidyFilter::Verdict Most = TidyFilter::Verdict::Off;
    for (size_t I : Judges) {
      if (Judges.size() > 1 && !Asked.insert(clang::tidy::configurationAsText(Units.Settings[I].Tidy)).second)
        continue;
      TidyFilter::Verdict Said = filter(I).judge(F, Out.Remarks);
      Most = std::max(Most, Said);
      if (Said == TidyFilter::Verdict::Reported)
        break;
    }
    return Most;
  }

  void take(Finding F, const std::vector<size_t> &Asking) {
    switch (judge(F, Asking)) {
    case TidyFilter::Verdict::Off:
      break;
    case TidyFilter::Verdict::Filtered:
      return Out.Filtered.push_back(std::move(F));
    case TidyFilter::Verdict::Silenced:
      return Out.Silenced.push_back(std::move(F));
    case TidyFilter::Verdict::Reported:
      return Out.Findings.push_back(std::move(F));
    }
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
  FindingsCache *Kept;
  std::optional<Unit> Linked;                         ///< only if something has to be analysed
  std::map<std::string, std::vector<size_t>> UnitsOf; ///< by file: the requested units that contain it
  std::map<size_t, std::unique_ptr<TidyFilter>> Filters;
  SourceCache Sources;
  ProgramFindings Out;
};

} // namespace

std::string asyncsafe::contentOf(const Program &P, const RunUnits &Units) {
  std::vector<StringRef> Parts;
  for (size_t I : P.Units) {
    Parts.push_back(Units.Records[I].Names.MainFile);
    Parts.push_back(Units.Records[I].GraphHash);
  }
  return contentHash(Parts);
}

std::string asyncsafe::findRaw(const Program &P, const RunUnits &Units,
                               llvm::function_ref<std::string(size_t)> GraphOf, FindingsCache &Kept) {
  std::string Failure;
  std::string Crash = runGuarded([&] { Failure = ProgramRun(P, Units, GraphOf, &Kept).runRaw(); });
  return Crash.empty() ? Failure : Crash;
}

ProgramFindings asyncsafe::analyseProgram(const Program &P, const RunUnits &Units,
                                          llvm::function_ref<std::string(size_t)> GraphOf,
                                          FindingsCache *Kept) {
  auto Local = std::make_unique<ProgramFindings>();
  std::string Crash = runGuarded([&] { *Local = ProgramRun(P, Units, GraphOf, Kept).run(); });
  if (Crash.empty())
    return std::move(*Local);
  static_cast<void>(Local.release()); // half-built
  ProgramFindings Failed;
  Failed.Failure = std::move(Crash);
  return Failed;
}
