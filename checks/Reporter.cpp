//===- Reporter.cpp - Findings of one unit --------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/Reporter.h"

#include "checks/Check.h"

#include <algorithm>
#include <tuple>

namespace asyncsafe {

namespace {

bool contains(const SourceRange &Outer, const SourceRange &Inner) {
  return Outer.File == Inner.File && Outer.Begin <= Inner.Begin && Inner.End <= Outer.End;
}

bool before(const Finding &A, const Finding &B) {
  return std::tie(A.Where.File, A.Where.Begin, A.Check, A.Message) <
         std::tie(B.Where.File, B.Where.Begin, B.Check, B.Message);
}

/// Instantiations of one template give the same finding at the same place.
bool same(const Finding &A, const Finding &B) {
  return A.Check == B.Check && A.Where.File == B.Where.File && A.Where.Begin == B.Where.Begin;
}

} // namespace

Draft::Draft(const Reporter &To, const CheckInfo &Info, const SourceRange &Where, Certainty Sure, Cause Why)
    : To(To) {
  Done.Check = Info.Id;
  Done.Sure = Sure;
  Done.Why = Why;
  moveTo(Where);
}

void Draft::moveTo(const SourceRange &Where) {
  Done.Where = placeOf(Where, To.U);
  Done.Function = To.functionAround(Where);
}

void Draft::note(const SourceRange &Where, std::string Text) {
  if (Where.isValid())
    Done.Notes.push_back({placeOf(Where, To.U), std::move(Text), To.functionAround(Where)});
  else
    Done.Notes.push_back({Done.Where, std::move(Text), Done.Function});
}

void Draft::consequence(Level Severity, std::string Text) {
  Done.Severity = Severity;
  Done.Consequence = std::move(Text);
}

void Draft::fix(std::string Title, const std::vector<UnitEdit> &Edits) {
  Done.FixTitle = std::move(Title);
  for (const UnitEdit &E : Edits)
    Done.Fixes.push_back({placeOf({E.File, 0, 0, 0, 0}, To.U).File, E.Offset, E.Length, E.Text});
}

Reporter::Reporter(const Unit &U, const AnalysisOptions &Options, Level Shown)
    : U(U), Options(Options), Shown(Shown) {
  for (const Function &F : U.Functions)
    if (F.Range.isValid())
      Extents.push_back({&F, NoId});
  std::stable_sort(Extents.begin(), Extents.end(), [](const Extent &A, const Extent &B) {
    return std::make_tuple(A.F->Range.File, A.F->Range.Begin, ~A.F->Range.End) <
           std::make_tuple(B.F->Range.File, B.F->Range.Begin, ~B.F->Range.End);
  });
  // Instantiations of one template have one extent; only the first is kept.
  Extents.erase(std::unique(Extents.begin(), Extents.end(),
                            [](const Extent &A, const Extent &B) { return A.F->Range == B.F->Range; }),
                Extents.end());
  uint32_t Open = NoId;
  for (uint32_t I = 0; I < Extents.size(); ++I) {
    while (Open != NoId && !contains(Extents[Open].F->Range, Extents[I].F->Range))
      Open = Extents[Open].Outer;
    Extents[I].Outer = Open;
    Open = I;
  }
}

std::string Reporter::functionAround(const SourceRange &R) const {
  auto It = std::upper_bound(Extents.begin(), Extents.end(), R, [](const SourceRange &R, const Extent &E) {
    return std::tie(R.File, R.Begin) < std::tie(E.F->Range.File, E.F->Range.Begin);
  });
  if (It == Extents.begin())
    return {};
  uint32_t At = static_cast<uint32_t>(It - Extents.begin()) - 1;
  while (At != NoId && !contains(Extents[At].F->Range, R))
    At = Extents[At].Outer;
  return At == NoId ? std::string() : Extents[At].F->Name;
}

FilePlace placeOf(const SourceRange &R, const Unit &U) {
  FilePlace P;
  if (R.File < U.Files.size())
    P.File = U.Files[R.File];
  P.Line = R.Line;
  P.Column = R.Column;
  P.Begin = R.Begin;
  P.End = R.End;
  return P;
}

void Reporter::add(Draft &&D) {
  Finding &F = D.Done;
  F.Message = std::move(D.Message);
  // A finding of unknown certainty is never severe; it is shown because of `Strict`.
  bool Guess = F.Sure == Certainty::Unknown;
  if (Guess)
    F.Severity = Level::Note;
  if (!Guess || Options.Strict)
    (isShown(F) ? Findings : Below).push_back({std::move(F), D.Root});
}

void Reporter::unite(std::vector<CausedFinding> &All) const {
  std::stable_sort(All.begin(), All.end(),
                   [](const CausedFinding &A, const CausedFinding &B) { return before(A.F, B.F); });
  All.erase(std::unique(All.begin(), All.end(),
                        [](const CausedFinding &A, const CausedFinding &B) { return same(A.F, B.F); }),
            All.end());
  if (!Options.Strict)
    groupByRootCause(All, U, *this);
}

std::vector<Finding> Reporter::take() {
  unite(Findings);
  std::vector<Finding> Out;
  for (CausedFinding &C : Findings)
    if (isShown(C.F))
      Out.push_back(std::move(C.F));
  return Out;
}

std::vector<Finding> Reporter::hidden() const {
  std::vector<CausedFinding> All = Findings;
  All.insert(All.end(), Below.begin(), Below.end());
  unite(All);
  std::vector<Finding> Out;
  for (CausedFinding &C : All)
    if (!isShown(C.F))
      Out.push_back(std::move(C.F));
  return Out;
}

} // namespace asyncsafe
