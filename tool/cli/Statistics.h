//===- Statistics.h - What a run counted and took ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_CLI_STATISTICS_H
#define ASYNCSAFE_TOOL_CLI_STATISTICS_H

#include "tool/report/Report.h"

namespace asyncsafe {

/// A table of findings by check and level, then wall-clock and processor time (s) and peak memory (MiB) of
/// this process so far.
void writeStatistics(const Report &R, llvm::raw_ostream &Out);

} // namespace asyncsafe

#endif
