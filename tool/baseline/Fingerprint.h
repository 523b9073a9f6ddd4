//===- Fingerprint.h - What a finding is known by ---------------*- C++ -*-===//
//
// Decides when a finding of one run is the same as a finding of another: the check,
// the interrupt source, the function, and the text of the line where the resource is
// acquired, blanks aside.  No line number and no file name, so that a finding keeps its
// fingerprint when code moves and files are renamed.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_BASELINE_FINGERPRINT_H
#define ASYNCSAFE_TOOL_BASELINE_FINGERPRINT_H

#include "tool/report/Report.h"

namespace asyncsafe {

/// Gives each finding its fingerprint, reading the lines from disk.
void addFingerprints(std::vector<Finding> &Findings);

/// Numbers the findings that share a fingerprint, in their order: one list after the other.
void addOrdinals(llvm::ArrayRef<std::vector<Finding> *> Lists);

} // namespace asyncsafe

#endif
