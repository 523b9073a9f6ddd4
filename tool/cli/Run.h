//===- Run.h - Every unit and every program, on every core ------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Distributes units and programs over threads, and combines their findings into one report that does not
// depend on the distribution.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_RUN_H
#define ASYNCSAFE_TOOL_CLI_RUN_H

#include "tool/cli/AnalysisFlags.h"
#include "tool/cli/ProgramRun.h"
#include "tool/report/Report.h"

namespace asyncsafe {

class Index;

struct RunOptions {
  unsigned Threads = 0;  ///< 0: one per core
  bool Alone = false;    ///< each unit is analysed as if it were the only one
  Index *Kept = nullptr; ///< results of earlier runs, if any
};

struct Survey {
  RunUnits Units;
  Partition Found; ///< programs with a requested unit
  /// Requested headers that no unit includes.
  std::vector<std::string> NotIncluded;
};

/// Captures all units, or finds them in the index, and computes the programs that they form.
Survey survey(const ReadyToParse &Ready, const RunOptions &Options);

/// Captures all units, then links and analyses their programs. A crash in one unit fails that unit.
Report analyse(const ReadyToParse &Ready, const RunOptions &Options);

} // namespace asyncsafe

#endif
