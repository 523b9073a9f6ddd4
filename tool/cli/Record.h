//===- Record.h - What is kept of a captured unit ---------------*- C++ -*-===//
//
// Decides what a parse leaves behind: the graph, packed, the unit's symbols, and what all
// of it depends on.  All further stages read records and no source.
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
  std::string Failure; ///< why there is no graph; else empty
  std::string Graph;   ///< see packed(); empty while it lies in the index
  std::string GraphHash;
  std::vector<std::string> Files; ///< that the graph speaks of
  std::vector<ReadFile> Inputs;   ///< every file that was read
  Symbols Names;
  unsigned Lowered = 0; ///< errors that only this compiler raises
};

/// A graph as it is kept: serialised and compressed.
std::string packed(const Unit &U);
/// The graph again; nothing, and \p Error says why, if it is none.
std::optional<Unit> unpacked(llvm::StringRef Bytes, std::string &Error);

/// Everything but the graph and the failure, as bytes and back.
std::string headOf(const UnitRecord &R);
bool readHead(llvm::StringRef Bytes, UnitRecord &R);

/// Parses and captures \p Job.  A crash fails the unit.
UnitRecord captureRecord(const CompileJob &Job, const UnitSettings &Settings,
                         llvm::StringRef ResourceDirectory);

} // namespace asyncsafe

#endif
