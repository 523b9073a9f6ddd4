//===- Check.h - What a check is --------------------------------*- C++ -*-===//
//
// Decides the shape of a check: constexpr metadata and one function from facts
// to findings.  A check meets no Clang type, no function name, no output format.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CHECKS_CHECK_H
#define ASYNCSAFE_CHECKS_CHECK_H

#include "analysis/Facts.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace asyncsafe {

/// One edit of a fix-it; File indexes Unit::Files.
struct Edit {
  FileId File = NoId;
  uint32_t Offset = 0, Length = 0;
  std::string Text;
};

struct Note {
  SourceRange Where;
  std::string Message;
};

/// What the user reads.  Lower case, no full stop; notes in execution order.
struct Finding {
  std::string_view Check;
  SourceRange Where;
  std::string Message;
  Certainty Sure = Certainty::Likely;
  Source Why = Source::Throw;
  std::vector<Note> Notes;
  std::vector<Edit> Fixes;
};

struct CheckInfo {
  std::string_view Id;      ///< "asyncsafe-acquire-before-try"
  std::string_view Summary; ///< one line
  std::string_view Family;  ///< "A", "B" or "C" of docs/architecture.md
  std::string_view Since;   ///< first version that has it
  std::string_view Cwe;     ///< "CWE-667, CWE-772"
  bool DefaultOn = true;
  /// Appends the findings that these facts give rise to.
  void (*Run)(const UnitFacts &Facts, const AnalysisOptions &Options, std::vector<Finding> &Out);
};

/// Every check, sorted by id.
const std::vector<const CheckInfo *> &allChecks();

/// A check's file defines one of these at namespace scope.
struct RegisterCheck {
  explicit RegisterCheck(const CheckInfo &Info);
};

struct UnitReport {
  std::vector<Finding> Findings;
  std::vector<Refusal> Refusals; ///< of capture and of the analysis
};

/// Analyses \p U and runs every check on the facts; no Clang.
UnitReport runChecks(const Unit &U, const AnalysisOptions &Options);

} // namespace asyncsafe

#endif
