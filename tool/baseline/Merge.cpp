//===- Merge.cpp - Merging reports ----------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/baseline/Merge.h"

#include "tool/baseline/Fingerprint.h"

#include "llvm/ADT/STLExtras.h"
#include <tuple>

using namespace asyncsafe;

static auto key(const FilePlace &P) { return std::tie(P.File, P.Line, P.Column, P.Begin, P.End); }

/// Findings with the same key are one.
static auto key(const Finding &F) {
  return std::tie(F.Where.File, F.Where.Line, F.Where.Column, F.Check, F.Message, F.Where.Begin);
}

static auto key(const RefusedFunction &R) {
  return std::tie(R.Where.File, R.Where.Line, R.Where.Column, R.Function, R.Reason);
}

static auto key(const FailedUnit &F) { return std::tie(F.File, F.Reason); }

static bool less(const Note &A, const Note &B) {
  return std::tuple_cat(key(A.Where), std::tie(A.Message)) <
         std::tuple_cat(key(B.Where), std::tie(B.Message));
}

static bool less(const Edit &A, const Edit &B) {
  return std::tie(A.File, A.Offset, A.Length, A.Text) < std::tie(B.File, B.Offset, B.Length, B.Text);
}

template <typename T> static bool less(const std::vector<T> &A, const std::vector<T> &B) {
  return std::lexicographical_compare(A.begin(), A.end(), B.begin(), B.end(),
                                      [](const T &X, const T &Y) { return less(X, Y); });
}

/// By key, then by certainty, then by all visible attributes, so that the choice among equal findings
/// does not depend on their origin.
static bool before(const Finding &A, const Finding &B) {
  if (key(A) != key(B))
    return key(A) < key(B);
  if (A.Severity != B.Severity)
    return A.Severity > B.Severity;
  if (A.Sure != B.Sure)
    return A.Sure > B.Sure;
  if (A.Why != B.Why)
    return A.Why < B.Why;
  if (less(A.Notes, B.Notes) || less(B.Notes, A.Notes))
    return less(A.Notes, B.Notes);
  if (less(A.Fixes, B.Fixes) || less(B.Fixes, A.Fixes))
    return less(A.Fixes, B.Fixes);
  return std::tie(A.Consequence, A.Help, A.Function) < std::tie(B.Consequence, B.Help, B.Function);
}

static void sortAndDeduplicate(std::vector<Finding> &Findings) {
  llvm::sort(Findings, before);
  size_t Kept = 0;
  for (size_t I = 0; I < Findings.size(); ++I) {
    if (Kept != 0 && key(Findings[Kept - 1]) == key(Findings[I]))
      llvm::append_range(Findings[Kept - 1].Programs, std::move(Findings[I].Programs));
    else if (size_t At = Kept++; At != I)
      Findings[At] = std::move(Findings[I]);
  }
  Findings.resize(Kept);
  for (Finding &F : Findings) {
    llvm::sort(F.Programs);
    F.Programs.erase(std::unique(F.Programs.begin(), F.Programs.end()), F.Programs.end());
  }
  // The most severe first; within a level, by place.
  llvm::stable_sort(Findings, [](const Finding &A, const Finding &B) { return A.Severity > B.Severity; });
}

void asyncsafe::normalise(Report &R) {
  sortAndDeduplicate(R.Findings);
  sortAndDeduplicate(R.Silenced);
  sortAndDeduplicate(R.Filtered);
  addOrdinals({&R.Findings, &R.Silenced, &R.Filtered});
  Coverage &C = R.Covered;
  C.Suppressed = R.Silenced.size() + R.Filtered.size();
  auto ByKey = [](const auto &A, const auto &B) { return key(A) < key(B); };
  llvm::sort(C.Failed, ByKey); // a file that is compiled twice can fail twice
  llvm::sort(C.Refused, ByKey);
  C.Refused.erase(
      std::unique(C.Refused.begin(), C.Refused.end(),
                  [](const RefusedFunction &A, const RefusedFunction &B) { return key(A) == key(B); }),
      C.Refused.end());
}

namespace {
/// Maps file names from one folder into another.
struct Move {
  llvm::StringRef From, To;

  void file(std::string &File) const {
    llvm::StringRef Below = shownFrom(From, File);
    if (Below.size() != File.size())
      File = To.str() + "/" + Below.str();
  }
  void finding(Finding &F) const {
    file(F.Where.File);
    for (Note &N : F.Notes)
      file(N.Where.File);
    for (Edit &E : F.Fixes)
      file(E.File);
  }
};
} // namespace

void asyncsafe::relocate(Report &R, llvm::StringRef Root) {
  if (R.Root.empty() || R.Root == Root)
    return;
  Move M{R.Root, Root};
  for (std::vector<Finding> *Findings : {&R.Findings, &R.Silenced, &R.Filtered})
    for (Finding &F : *Findings)
      M.finding(F);
  for (FailedUnit &F : R.Covered.Failed)
    M.file(F.File);
  for (RefusedFunction &F : R.Covered.Refused)
    M.file(F.Where.File);
  std::map<std::string, std::string> Sources;
  for (const auto &[File, Hash] : R.Sources) {
    std::string Here = File;
    M.file(Here);
    Sources[Here] = Hash;
  }
  R.Sources = std::move(Sources);
  R.Root = Root.str();
}

Report asyncsafe::merge(std::vector<Report> Parts) {
  Report All;
  for (Report &Part : Parts) {
    llvm::append_range(All.Findings, std::move(Part.Findings));
    llvm::append_range(All.Silenced, std::move(Part.Silenced));
    llvm::append_range(All.Filtered, std::move(Part.Filtered));
    All.Covered.Units += Part.Covered.Units;
    All.Covered.Analysed += Part.Covered.Analysed;
    All.Covered.HiddenWarnings += Part.Covered.HiddenWarnings;
    All.Covered.HiddenNotes += Part.Covered.HiddenNotes;
    // Each part skipped the files that are neither C nor C++.
    All.Covered.Skipped = std::max(All.Covered.Skipped, Part.Covered.Skipped);
    llvm::append_range(All.Covered.Failed, std::move(Part.Covered.Failed));
    llvm::append_range(All.Covered.Refused, std::move(Part.Covered.Refused));
    All.FromFile |= Part.FromFile;
    for (const auto &[File, Hash] : Part.Sources)
      if (std::string &Known = All.Sources[File]; Known.empty())
        Known = Hash;
      else if (Known != Hash)
        Known = "changed between the parts";
  }
  normalise(All);
  return All;
}

std::optional<Shard> Shard::parse(llvm::StringRef Text) {
  Shard S;
  auto [Index, Count] = Text.split('/');
  if (Index.getAsInteger(10, S.Index) || Count.getAsInteger(10, S.Count) || S.Index < 1 || S.Index > S.Count)
    return std::nullopt;
  return S;
}
