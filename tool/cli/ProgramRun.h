//===- ProgramRun.h - One program from records to findings ------*- C++ -*-===//
//
// Decides what is said of one program: its units are linked and analysed, and each
// finding is judged by the settings of the unit whose file it stands in.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_PROGRAMRUN_H
#define ASYNCSAFE_TOOL_CLI_PROGRAMRUN_H

#include "link/Programs.h"
#include "tool/cli/Record.h"
#include "tool/report/Report.h"

namespace asyncsafe {

struct ProgramFindings {
  std::string Failure; ///< of the analysis: it crashed, or a record is damaged
  std::vector<Finding> Findings, Suppressed;
  std::vector<RefusedFunction> Refused;
  std::vector<std::string> Remarks; ///< clang-tidy's own complaints
  std::vector<std::string> Files;   ///< those that the program's own units are made of, sorted
};

/// \p Records and \p Settings are those of all units; \p P says which of them count.
ProgramFindings analyseProgram(const Program &P, llvm::ArrayRef<UnitRecord> Records,
                               llvm::ArrayRef<UnitSettings> Settings);

} // namespace asyncsafe

#endif
