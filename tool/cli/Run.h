//===- Run.h - Every unit, on every core ------------------------*- C++ -*-===//
//
// Decides how units are spread over threads and how their findings become one
// report that does not depend on how they were spread.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_RUN_H
#define ASYNCSAFE_TOOL_CLI_RUN_H

#include "tool/cli/Database.h"
#include "tool/cli/Settings.h"
#include "tool/report/Report.h"

namespace asyncsafe {

/// Analyses \p Jobs with \p Settings (one for each) on \p Threads threads.
/// A crash in one unit fails that unit.
Report analyse(llvm::ArrayRef<CompileJob> Jobs, llvm::ArrayRef<UnitSettings> Settings, unsigned Threads,
               llvm::StringRef ResourceDirectory);

/// Calls \p Do on a thread with a stack that Clang can work with; returns what
/// went wrong if it crashed, else nothing.
std::string runGuarded(llvm::function_ref<void()> Do);

} // namespace asyncsafe

#endif
