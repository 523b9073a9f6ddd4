//===- Options.h - Options of the analysis ----------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The options that change what the analysis reports.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_OPTIONS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_OPTIONS_H

#include "effects/Effect.h"

#include <string>

namespace asyncsafe {

/// Sources to report: `auto` (live ones, by evidence), `all`, or a list.
struct SourceSelection {
  bool Auto = true;
  bool Enabled[NumSources] = {true, true, true, true, true, true, true};

  /// Reads "auto", "all", or names separated by `;` or `,`.  False, with a
  /// reason, on an unknown name.
  static bool parse(std::string_view Text, SourceSelection &Out, std::string &Error);
};

struct AnalysisOptions {
  SourceSelection Sources;                ///< asyncsafe.Sources
  bool Strict = false;                    ///< asyncsafe.Strict: findings of certainty `unknown` are reported
  bool TreatAllocationAsThrowing = false; ///< asyncsafe.TreatAllocationAsThrowing
  /// asyncsafe.LongWait: a wait of this many seconds or more is too long for a thread that is asked to
  /// stop; 0: only unbounded waits are.
  unsigned LongWait = 10;

  /// A function with more (blocks × tracked resources) than this is not analysed.
  unsigned Budget = 200000;

  /// The wait is longer than a request to stop should take.
  bool isLongWait(const Effect &Wait) const {
    return Wait.Wait->Length == WaitLength::Unbounded ||
           (LongWait && Wait.Wait->Limit && *Wait.Wait->Limit >= *nanoseconds(LongWait, LimitUnit::Seconds));
  }
};

} // namespace asyncsafe

#endif
