//===- Baseline.h - Known findings ------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A baseline records the findings that a code base has today, so that later runs report only new ones.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_BASELINE_BASELINE_H
#define ASYNCSAFE_TOOL_BASELINE_BASELINE_H

#include "tool/report/Report.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"

namespace asyncsafe {

/// The number of known findings for each fingerprint.
struct Baseline {
  llvm::StringMap<unsigned> Known;
};

/// Writes the findings of \p R as a baseline: sorted, with file, line and message for readers; only
/// fingerprints are compared.
void renderBaseline(const Report &R, const RenderOptions &Options, llvm::raw_ostream &Out);

llvm::Expected<Baseline> readBaseline(llvm::StringRef File);

/// Removes the known findings from \p R, and adds a remark with their number and the number of baseline
/// entries that no longer occur.
void applyBaseline(Report &R, const Baseline &B);

} // namespace asyncsafe

#endif
