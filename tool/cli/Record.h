//===- Record.h - Records of captured units ---------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The result of a parse: the packed graph, the unit's symbols, and everything that these depend on. All
// later stages read records instead of sources.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_RECORD_H
#define ASYNCSAFE_TOOL_CLI_RECORD_H

#include "link/Symbols.h"
#include "tool/cli/Database.h"
#include "tool/cli/ParseUnit.h"
#include "tool/cli/Settings.h"

namespace asyncsafe {

struct UnitRecord {
  std::string Failure; ///< why there is no graph; otherwise empty
  std::string Graph;   ///< see packed(); empty while it is only in the index
  std::string GraphHash;
  std::vector<std::string> Files; ///< the files that the graph refers to
  std::vector<ReadFile> Inputs;   ///< every file that was read
  Symbols Names;
  unsigned Lowered = 0; ///< errors that only this compiler raises
};

/// A graph as stored: serialised and compressed.
std::string packed(const Unit &U);
/// Unpacks a graph; otherwise nothing, and \p Error gives the reason.
std::optional<Unit> unpacked(llvm::StringRef Bytes, std::string &Error);

/// Everything except the graph and the failure, as bytes and back.
std::string headOf(const UnitRecord &R);
bool readHead(llvm::StringRef Bytes, UnitRecord &R);

/// The graph names only files that were read: a report would otherwise quote files that were not
/// analysed.
bool namesOnlyInputs(const UnitRecord &R);

/// Parses and captures \p Job.  A crash fails the unit.
UnitRecord captureRecord(const CompileJob &Job, const UnitSettings &Settings,
                         llvm::StringRef ResourceDirectory);

} // namespace asyncsafe

#endif
