//===- Merge.h - One report out of several ----------------------*- C++ -*-===//
//
// Decides what makes a report independent of how the work was spread: over threads,
// or over the jobs of a CI matrix.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_BASELINE_MERGE_H
#define ASYNCSAFE_TOOL_BASELINE_MERGE_H

#include "tool/report/Report.h"

#include <optional>

namespace asyncsafe {

/// Sorts what \p R has and keeps one of those that say the same: a header's finding
/// comes from every unit that includes it.  Numbers what is left.
void normalise(Report &R);

/// Moves the files of the project that \p R speaks of to \p Root: a report of another checkout
/// speaks of this one.  Files outside of the project stay where they are.
void relocate(Report &R, llvm::StringRef Root);

/// The report that one run over the units of all \p Parts would have made.
Report merge(std::vector<Report> Parts);

/// "2/5": the second of five parts.
struct Shard {
  unsigned Index = 1, Count = 1;
  static std::optional<Shard> parse(llvm::StringRef Text);
  /// Does the unit with this number (from 0, in the order of the database) belong to it?
  bool has(size_t Unit) const { return Unit % Count == Index - 1; }
};

} // namespace asyncsafe

#endif
