//===- ReadReport.h - A JSON report back into a report ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_BASELINE_READREPORT_H
#define ASYNCSAFE_TOOL_BASELINE_READREPORT_H

#include "tool/report/Report.h"

#include "llvm/Support/Error.h"

namespace asyncsafe {

/// Reads a file written by `--format json`. The file is untrusted: an error gives its name, the JSON
/// pointer, and the reason.
llvm::Expected<Report> readReport(llvm::StringRef File);

} // namespace asyncsafe

#endif
