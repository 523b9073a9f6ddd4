//===- Check.h - The interface of a check -----------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A check is constexpr metadata and one function from facts to findings. It uses no Clang type, no
// function name, and no output format.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CHECKS_CHECK_H
#define ASYNCSAFE_CHECKS_CHECK_H

#include "analysis/Facts.h"
#include "checks/Finding.h"
#include "checks/Reporter.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace asyncsafe {

struct CheckInfo {
  std::string_view Id;      ///< "asyncsafe-acquire-before-try"
  std::string_view Summary; ///< one line
  std::string_view Family;  ///< "A", "B" or "C" of docs/architecture.md
  std::string_view Since;   ///< first version that has it
  std::string_view Cwe;     ///< "CWE-667, CWE-772"
  /// Appends the findings that follow from these facts.
  void (*Run)(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);
  /// "high" if docs/field-report.md counts nine true findings in ten, else "medium".
  std::string_view Precision = "medium";
  /// CVSS base score of a published vulnerability of this kind; else empty.
  std::string_view SecuritySeverity;
};

/// Every check, sorted by id.
const std::vector<const CheckInfo *> &allChecks();

/// A check's file defines one of these at namespace scope.
struct RegisterCheck {
  explicit RegisterCheck(const CheckInfo &Info);
};

struct UnitReport {
  std::vector<Finding> Findings;
  std::vector<Finding> Hidden;   ///< those below the level shown
  std::vector<Refusal> Refusals; ///< of capture and of the analysis
};

/// Analyses \p U and runs every check on the facts; keeps findings of level \p Shown and above.
UnitReport runChecks(const Unit &U, const AnalysisOptions &Options, Level Shown = Level::Warning);

} // namespace asyncsafe

#endif
