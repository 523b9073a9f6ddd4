//===- ProgramRun.h - Analysis of one program -------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Links and analyses the units of one program, and filters each finding by the settings of the unit that
// contains it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_PROGRAMRUN_H
#define ASYNCSAFE_TOOL_CLI_PROGRAMRUN_H

#include "link/Programs.h"
#include "tool/cli/RawFindings.h"
#include "tool/cli/Record.h"
#include "tool/report/Report.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <set>

namespace asyncsafe {

/// All units of a run; the vectors have one element per unit.
struct RunUnits {
  std::vector<CompileJob> Jobs;
  std::vector<UnitSettings> Settings;
  std::vector<bool> Wanted; ///< its findings are requested; other units are only linked
  /// For units whose findings are not all requested: those of their headers that are.
  std::map<size_t, std::set<std::string>> HeadersOf;
  std::vector<UnitRecord> Records;
};

struct ProgramFindings {
  std::string Failure; ///< of the analysis: it crashed, or a graph is damaged
  std::vector<Finding> Findings, Silenced, Filtered;
  std::vector<Finding> Hidden; ///< reported at a lower level; see RawFindings
  std::vector<RefusedFunction> Refused;
  std::vector<std::string> Remarks; ///< clang-tidy's own warnings
  std::vector<std::string> Files;   ///< the sorted files of the program's own units
};

/// \p GraphOf  returns the packed graph of a unit, and may parse it again. \p Kept     the cache for
/// findings of programs; may be null.
ProgramFindings analyseProgram(const Program &P, const RunUnits &Units,
                               llvm::function_ref<std::string(size_t)> GraphOf, FindingsCache *Kept);

/// Computes the findings of a program before they are filtered, and gives them to \p Kept. Reads no
/// source. Returns the reason if the program cannot be analysed, else an empty string.
std::string findRaw(const Program &P, const RunUnits &Units, llvm::function_ref<std::string(size_t)> GraphOf,
                    FindingsCache &Kept);

/// Identifies the contents of a program: equal for equal graphs of equal units.
std::string contentOf(const Program &P, const RunUnits &Units);

} // namespace asyncsafe

#endif
