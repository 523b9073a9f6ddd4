//===- ReadReport.h - A JSON report back into a report ----------*- C++ -*-===//

#ifndef ASYNCSAFE_TOOL_BASELINE_READREPORT_H
#define ASYNCSAFE_TOOL_BASELINE_READREPORT_H

#include "tool/report/Report.h"

#include "llvm/Support/Error.h"

namespace asyncsafe {

/// Reads what `--format json` wrote.  The file may be anybody's: an error names it,
/// the JSON pointer, and what is wrong there.
llvm::Expected<Report> readReport(llvm::StringRef File);

} // namespace asyncsafe

#endif
