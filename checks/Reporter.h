//===- Reporter.h - Findings of one unit -------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Converts the locations of checks (events, ranges, file ids of one unit) to findings (files, lines,
// names of functions), and keeps those that the options select.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CHECKS_REPORTER_H
#define ASYNCSAFE_CHECKS_REPORTER_H

#include "analysis/engine/Options.h"
#include "checks/Finding.h"
#include "checks/RootCauses.h"
#include "effects/Graph.h"

namespace asyncsafe {

struct CheckInfo;
class Reporter;

/// One edit of a fix-it in a unit's file.
struct UnitEdit {
  FileId File = NoId;
  uint32_t Offset = 0, Length = 0;
  std::string Text;
};

/// A finding under construction.
class Draft {
public:
  Draft(const Reporter &To, const CheckInfo &Info, const SourceRange &Where, Certainty Sure, Cause Why);

  std::string Message;

  /// A step of the path, in execution order.
  void note(const SourceRange &Where, std::string Text);
  void note(const Event &At, std::string Text) { note(At.Expr, std::move(Text)); }
  /// The severity, and the effect of the interruption.
  void consequence(Level Severity, std::string Text);
  /// How to fix it.
  void help(std::string Text) { Done.Help = std::move(Text); }
  /// Edits that fix it, if any, and a description in the imperative: "swap …".
  void fix(std::string Title, const std::vector<UnitEdit> &Edits);
  /// Moves the finding to \p Where.
  void moveTo(const SourceRange &Where);
  /// All findings with this cause are fixed there.
  void rootCause(const SourceRange &Where) { Root = Where; }

private:
  friend class Reporter;
  const Reporter &To;
  Finding Done;
  SourceRange Root;
};

/// A unit's range as a file and line.
FilePlace placeOf(const SourceRange &R, const Unit &U);

class Reporter {
public:
  Reporter(const Unit &U, const AnalysisOptions &Options, Level Shown);

  /// Certain enough, given `Strict`, to be reported.
  bool speaks(Certainty Sure) const { return Sure != Certainty::Unknown || Options.Strict; }

  void add(Draft &&D);
  /// Sorted by place; one per check and place.
  std::vector<Finding> take();
  /// What \c take leaves out because of its level, as it would be with every level shown; before \c take.
  std::vector<Finding> hidden() const;

  /// Name of the innermost function around \p R; empty outside functions.
  std::string functionAround(const SourceRange &R) const;

private:
  friend class Draft;
  /// Sorts \p All by place and keeps one per check and place, or per cause.
  void unite(std::vector<CausedFinding> &All) const;
  bool isShown(const Finding &F) const { return F.Severity >= Shown || F.Sure == Certainty::Unknown; }

  const Unit &U;
  const AnalysisOptions &Options;
  const Level Shown;
  std::vector<CausedFinding> Findings;
  std::vector<CausedFinding> Below; ///< the level shown
  /// The unit's functions by file and beginning; an outer one comes before the ones inside it.
  struct Extent {
    const Function *F;
    uint32_t Outer; ///< index of the innermost extent around it, or NoId
  };
  std::vector<Extent> Extents;
};

} // namespace asyncsafe

#endif
