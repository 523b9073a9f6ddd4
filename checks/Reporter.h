//===- Reporter.h - Findings of one unit -------------------------*- C++ -*-===//
//
// Turns what checks speak of (events, ranges, file ids of one unit) into findings
// (files, lines, names of functions), and keeps those that the options ask for.
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

/// A finding in the making.
class Draft {
public:
  Draft(const Reporter &To, const CheckInfo &Info, const SourceRange &Where, Certainty Sure, Cause Why);

  std::string Message;

  /// A step of the path, in execution order.
  void note(const SourceRange &Where, std::string Text);
  void note(const Event &At, std::string Text) { note(At.Expr, std::move(Text)); }
  /// How bad it is, and what happens when the interruption strikes.
  void consequence(Level Severity, std::string Text);
  /// What to do about it.
  void help(std::string Text) { Done.Help = std::move(Text); }
  /// Edits that repair it, if there are any, and what they do, as an order: "swap …".
  void fix(std::string Title, const std::vector<UnitEdit> &Edits);
  /// The finding stands at \p Where instead of where it began.
  void moveTo(const SourceRange &Where);
  /// Whatever has this cause is mended there.
  void rootCause(const SourceRange &Where) { Root = Where; }

private:
  friend class Reporter;
  const Reporter &To;
  Finding Done;
  SourceRange Root;
};

/// A unit's range as a file and a line.
FilePlace placeOf(const SourceRange &R, const Unit &U);

class Reporter {
public:
  Reporter(const Unit &U, const AnalysisOptions &Options, Level Shown);

  /// Certain enough, given `Strict`, to be worth wording.
  bool speaks(Certainty Sure) const { return Sure != Certainty::Unknown || Options.Strict; }

  void add(Draft &&D);
  /// Sorted by place; one for each check and place.
  std::vector<Finding> take();

  /// Name of the innermost function around \p R; empty outside functions.
  std::string functionAround(const SourceRange &R) const;

private:
  friend class Draft;
  const Unit &U;
  const AnalysisOptions &Options;
  const Level Shown;
  std::vector<CausedFinding> Findings;
  /// The unit's functions by file and beginning, an outer one before those inside it.
  struct Extent {
    const Function *F;
    uint32_t Outer; ///< index of the innermost extent around it, or NoId
  };
  std::vector<Extent> Extents;
};

} // namespace asyncsafe

#endif
