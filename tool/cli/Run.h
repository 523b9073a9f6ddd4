//===- Run.h - Every unit and every program, on every core ------*- C++ -*-===//
//
// Decides how units and programs are spread over threads and how their findings
// become one report that does not depend on how they were spread.
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
  unsigned Threads = 0;  ///< 0: one for each core
  bool Alone = false;    ///< each unit is judged as if there were no other
  Index *Kept = nullptr; ///< what earlier runs have found out, if anything
};

struct Survey {
  RunUnits Units;
  Partition Found; ///< programs of which something is wanted
  /// Of the headers that were asked for, those that no unit includes.
  std::vector<std::string> NotIncluded;
};

/// Captures all units, or finds them in the index, and says which programs they make.
Survey survey(const ReadyToParse &Ready, const RunOptions &Options);

/// Captures all units, then links and analyses the programs that they make.  A crash in one
/// unit fails that unit.
Report analyse(const ReadyToParse &Ready, const RunOptions &Options);

} // namespace asyncsafe

#endif
