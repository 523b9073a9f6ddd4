//===- MergeCommand.cpp - asyncsafe merge ---------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Merges the JSON reports of several runs into one, such as those of a CI matrix whose jobs each checked
// a part with --shard.
//
//===----------------------------------------------------------------------===//

#include "tool/baseline/Merge.h"
#include "tool/baseline/ReadReport.h"
#include "tool/cli/ReportFlags.h"
#include "tool/cli/Terminal.h"

#include "llvm/Support/FormatVariadic.h"

using namespace asyncsafe;
namespace cl = llvm::cl;

static ExitCode runMerge(const Invocation &I);

Command asyncsafe::MergeCommand("merge", "combine the JSON reports of several runs", runMerge);
static cl::list<std::string> Files(cl::Positional, cl::desc("FILE..."), cl::OneOrMore,
                                   cl::sub(MergeCommand.Sub), cl::cat(ourOptions()));
static ReportFlags Reporting(MergeCommand.Sub);

/// The error in the given set of parts; empty if there is none. Reports that are not parts can be
/// combined freely.
static std::string mistakeInParts(llvm::ArrayRef<Report> Parts) {
  std::vector<bool> Seen;
  for (const Report &R : Parts) {
    if (R.Part.empty())
      continue;
    std::optional<Shard> S = Shard::parse(R.Part);
    if (!S || S->Count > 100000)
      return llvm::formatv("a report's shard '{0}' is not of the form PART/PARTS", R.Part);
    if (Seen.empty())
      Seen.resize(S->Count);
    if (Seen.size() != S->Count)
      return llvm::formatv("a part of {0} and a part of {1} do not belong together", Seen.size(), S->Count);
    if (Seen[S->Index - 1])
      return llvm::formatv("part {0} is there twice", R.Part);
    Seen[S->Index - 1] = true;
  }
  for (size_t I = 0; I < Seen.size(); ++I)
    if (!Seen[I])
      return llvm::formatv("part {0}/{1} is missing", I + 1, Seen.size());
  return {};
}

static ExitCode runMerge(const Invocation &) {
  if (!Reporting.prepare())
    return ExitCode::Usage;
  std::vector<Report> Parts;
  for (const std::string &File : Files) {
    auto Part = readReport(File);
    if (!Part) {
      complain(llvm::toString(Part.takeError()));
      return ExitCode::Usage;
    }
    Parts.push_back(std::move(*Part));
  }
  if (std::string Mistake = mistakeInParts(Parts); !Mistake.empty()) {
    complain(Mistake);
    return ExitCode::Usage;
  }
  for (Report &Part : Parts)
    relocate(Part, Reporting.root());
  Report R = merge(std::move(Parts));
  R.Root = Reporting.root();
  Reporting.select(R);
  return Reporting.write(R);
}
