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

/// The order of units: neither that of arguments nor that of a database.
bool comesBefore(const CompileJob &A, const CompileJob &B);

/// The programs that sorted units form, by the link steps in the build folder \p Folder (may be empty) or
/// by symbols.
/// \p Inputs  receives the files that name these steps.
Partition programsOf(const RunUnits &Units, llvm::StringRef Folder, bool Alone = false,
                     std::vector<std::string> *Inputs = nullptr);

/// Combines the findings of all programs of \p Found, in its order.
Report reportOf(const RunUnits &Units, const Partition &Found, std::vector<ProgramFindings> Results);

/// Captures all units, then links and analyses their programs. A crash in one unit fails that unit.
Report analyse(const ReadyToParse &Ready, const RunOptions &Options);

} // namespace asyncsafe

#endif
