//===- ApplyFixes.cpp - Combining fix-its ---------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/fixes/ApplyFixes.h"

#include "clang/Tooling/Core/Replacement.h"
#include <set>
#include <tuple>

using namespace asyncsafe;
using clang::tooling::Replacement;
using clang::tooling::Replacements;

namespace {

/// A file with the fixes accepted so far.
struct Draft {
  std::optional<std::string> Text; ///< none: the file is protected
  Replacements Edits;
  /// Two findings may add the same line: it is added once.
  std::set<std::tuple<unsigned, unsigned, std::string>> Known;
};

enum class Outcome { Done, Overlaps, OutOfReach };

class Planner {
public:
  using Reader = std::function<std::optional<std::string>(const std::string &)>;
  explicit Planner(const Reader &TextOf) : TextOf(TextOf) {}

  Outcome add(const Finding &F) {
    std::map<std::string, Draft> Tried; // of the files of this finding alone
    for (const Edit &E : F.Fixes) {
      auto At = Tried.find(E.File);
      if (At == Tried.end())
        At = Tried.emplace(E.File, draft(E.File)).first;
      Draft &D = At->second;
      if (!D.Text || E.Offset > D.Text->size() || E.Length > D.Text->size() - E.Offset)
        return Outcome::OutOfReach;
      if (!D.Known.emplace(E.Offset, E.Length, E.Text).second)
        continue;
      if (llvm::Error Conflict = D.Edits.add(Replacement(E.File, E.Offset, E.Length, E.Text))) {
        llvm::consumeError(std::move(Conflict));
        return Outcome::Overlaps;
      }
    }
    for (auto &[File, D] : Tried)
      Drafts[File] = std::move(D);
    return Outcome::Done;
  }

  std::map<std::string, FixedFile> results() const {
    std::map<std::string, FixedFile> Files;
    for (const auto &[File, D] : Drafts) {
      if (D.Edits.empty())
        continue;
      auto New = clang::tooling::applyAllReplacements(*D.Text, D.Edits);
      // Edits accepted by add() always apply.
      Files[File] = {*D.Text, llvm::cantFail(std::move(New))};
    }
    return Files;
  }

private:
  Draft &draft(const std::string &File) {
    auto [At, New] = Drafts.try_emplace(File);
    if (New)
      At->second.Text = TextOf(File);
    return At->second;
  }

  const Reader &TextOf;
  std::map<std::string, Draft> Drafts;
};

} // namespace

FixPlan asyncsafe::planFixes(llvm::ArrayRef<Finding> Findings, const Planner::Reader &TextOf) {
  FixPlan Plan;
  Planner P(TextOf);
  for (size_t I = 0; I < Findings.size(); ++I) {
    if (Findings[I].Fixes.empty())
      continue;
    switch (P.add(Findings[I])) {
    case Outcome::Done:
      Plan.Mended.push_back(I);
      break;
    case Outcome::Overlaps:
      ++Plan.Overlapping;
      break;
    case Outcome::OutOfReach:
      ++Plan.OutOfReach;
      break;
    }
  }
  Plan.Files = P.results();
  return Plan;
}
