//===- NinjaFile.h - The phases as rules of Ninja ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Composes a Ninja file that captures, links and analyses the units of a compilation database.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_NINJAFILE_H
#define ASYNCSAFE_TOOL_CLI_NINJAFILE_H

#include "tool/cli/Database.h"
#include "tool/cli/WriteFile.h"

namespace asyncsafe {

struct NinjaPlan {
  std::string Program;               ///< asyncsafe itself
  std::string Database;              ///< the file; absolute
  std::string Output;                ///< the Ninja file, without its folder
  std::string Folder;                ///< of all results, relative to the Ninja file's
  std::vector<std::string> Settings; ///< flags for capture
  const CompileJobs *Units = nullptr;
};

/// The error names a unit whose command no Ninja file can have in it.
llvm::Expected<std::string> ninjaFile(const NinjaPlan &Plan);

/// Files as ninjaFile() writes them, for any plan.
const OwnKind &ownNinjaFile();

} // namespace asyncsafe

#endif
