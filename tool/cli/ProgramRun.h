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

#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <set>

namespace asyncsafe {

class Index;

/// All units of a run; the vectors have one element for each.
struct RunUnits {
  std::vector<CompileJob> Jobs;
  std::vector<UnitSettings> Settings;
  std::vector<bool> Wanted; ///< its findings are asked for; the rest is there to be known
  /// Where not all of a unit's findings are asked for: the headers, among its files, whose are.
  std::map<size_t, std::set<std::string>> HeadersOf;
  std::vector<UnitRecord> Records;
};

/// What the checks say of a program, before anybody's settings.
struct RawFindings {
  std::vector<Finding> Findings;
  std::vector<RefusedFunction> Refused;
};

struct ProgramFindings {
  std::string Failure; ///< of the analysis: it crashed, or a graph is damaged
  std::vector<Finding> Findings, Silenced, Filtered;
  std::vector<RefusedFunction> Refused;
  std::vector<std::string> Remarks; ///< clang-tidy's own complaints
  std::vector<std::string> Files;   ///< those that the program's own units are made of, sorted
};

/// \p GraphOf  the graph of the unit with this number, packed; may parse it again.
/// \p Kept     where the findings of programs are looked up and kept; may be null.
ProgramFindings analyseProgram(const Program &P, const RunUnits &Units,
                               llvm::function_ref<std::string(size_t)> GraphOf, Index *Kept);

} // namespace asyncsafe

#endif
