//===- Baseline.h - Findings that are known already -------------*- C++ -*-===//
//
// Decides how a code base that has findings starts to use asyncsafe: what it has today
// is written down, and only what comes on top is reported.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_BASELINE_BASELINE_H
#define ASYNCSAFE_TOOL_BASELINE_BASELINE_H

#include "tool/report/Report.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"

namespace asyncsafe {

/// How many findings are known under each fingerprint.
struct Baseline {
  llvm::StringMap<unsigned> Known;
};

/// Writes the findings of \p R as a baseline: sorted, and with file, line and message
/// for people to read; only fingerprints are compared.
void renderBaseline(const Report &R, const RenderOptions &Options, llvm::raw_ostream &Out);

llvm::Expected<Baseline> readBaseline(llvm::StringRef File);

/// Takes the known findings out of \p R, and adds a remark that says how many there
/// were, and how many of the baseline are gone.
void applyBaseline(Report &R, const Baseline &B);

} // namespace asyncsafe

#endif
