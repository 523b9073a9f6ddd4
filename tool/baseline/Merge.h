//===- Merge.h - Merging reports --------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes a report independent of how the work was distributed: over threads, or over the jobs of a CI
// matrix.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_BASELINE_MERGE_H
#define ASYNCSAFE_TOOL_BASELINE_MERGE_H

#include "tool/report/Report.h"

#include <optional>

namespace asyncsafe {

/// Sorts the findings of \p R and removes duplicates: each unit that includes a header reports its
/// findings. Numbers the rest.
void normalise(Report &R);

/// Moves the project's files in \p R to \p Root, so that the report of another checkout applies to this
/// one. Files outside the project are unchanged.
void relocate(Report &R, llvm::StringRef Root);

/// The report that a single run over the units of all \p Parts would have produced.
Report merge(std::vector<Report> Parts);

/// "2/5": the second of five parts.
struct Shard {
  unsigned Index = 1, Count = 1;
  static std::optional<Shard> parse(llvm::StringRef Text);
  /// The unit with this number (from 0, in the order of the database) belongs to it.
  bool has(size_t Unit) const { return Unit % Count == Index - 1; }
};

} // namespace asyncsafe

#endif
