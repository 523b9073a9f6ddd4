//===- Run.h - Every unit and every program, on every core ------*- C++ -*-===//
//
// Decides how units and programs are spread over threads and how their findings
// become one report that does not depend on how they were spread.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_RUN_H
#define ASYNCSAFE_TOOL_CLI_RUN_H

#include "tool/cli/Database.h"
#include "tool/cli/Settings.h"
#include "tool/report/Report.h"

namespace asyncsafe {

/// Captures \p Jobs with \p Settings (one for each) on \p Threads threads, then links and
/// analyses the programs that they make.  A crash in one unit fails that unit.
/// \param Alone  each unit is judged as if there were no other.
Report analyse(llvm::ArrayRef<CompileJob> Jobs, llvm::ArrayRef<UnitSettings> Settings, unsigned Threads,
               llvm::StringRef ResourceDirectory, bool Alone = false);

} // namespace asyncsafe

#endif
