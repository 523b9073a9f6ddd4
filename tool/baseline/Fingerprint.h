//===- Fingerprint.h - The identity of a finding ----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Identifies a finding across runs by the check, the interrupt source, the function, and the text of the
// line where the resource is acquired, ignoring blanks. Line numbers and file names do not matter, so a
// finding keeps its fingerprint when code moves and files are renamed.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_BASELINE_FINGERPRINT_H
#define ASYNCSAFE_TOOL_BASELINE_FINGERPRINT_H

#include "tool/report/Report.h"

namespace asyncsafe {

/// Computes the fingerprint of each finding, reading the lines from disk.
void addFingerprints(std::vector<Finding> &Findings);

/// Numbers the findings that share a fingerprint, in the order of the lists.
void addOrdinals(llvm::ArrayRef<std::vector<Finding> *> Lists);

} // namespace asyncsafe

#endif
