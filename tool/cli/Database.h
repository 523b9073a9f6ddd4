//===- Database.h - The translation units to analyse ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Selects the translation units that a command line means, and explains what to do if it means none.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_DATABASE_H
#define ASYNCSAFE_TOOL_CLI_DATABASE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <string>
#include <vector>

namespace clang::tooling {
class CompilationDatabase;
}

namespace asyncsafe {

/// How one translation unit is compiled.
struct CompileJob {
  std::string File;      ///< absolute
  std::string Directory; ///< absolute
  std::vector<std::string> Arguments;
};

struct CompileJobs {
  std::vector<CompileJob> Jobs;      ///< sorted by file; no two are equal
  std::vector<CompileJob> Others;    ///< the rest of the database, if only some units were requested
  std::string Folder;                ///< of the database; empty if there is none
  unsigned Skipped = 0;              ///< entries that are neither C nor C++
  unsigned Excluded = 0;             ///< units that the command line leaves out
  std::vector<std::string> Unlisted; ///< requested files without an entry
  /// Requested headers, and folders without a unit: the units that include them are known only after
  /// parsing. Absolute.
  std::vector<std::string> Headers;
  bool SkipUnlisted = false; ///< headers that no unit includes are ignored
};

/// The units that \p Files (or folders) select from the database at \p BuildPath, a folder or a JSON
/// file; all units if \p Files is empty. With an empty \p BuildPath the database is searched for here,
/// in the parent folders, and in ./build there. A source without an entry is an error, unless \p
/// SkipUnlisted.
llvm::Expected<CompileJobs> jobsOfDatabase(llvm::StringRef BuildPath, llvm::ArrayRef<std::string> Files,
                                           bool SkipUnlisted);

/// \p Pattern, a file or folder, selects \p File. Both absolute.
bool selectsFile(llvm::StringRef Pattern, llvm::StringRef File);

/// The folder of the database that jobsOfDatabase() would read, without reading it; empty if there is no
/// database.
std::string databaseFolder(llvm::StringRef BuildPath);

/// \p Files, compiled with the flags after `--`.
llvm::Expected<CompileJobs> jobsWithFlags(const clang::tooling::CompilationDatabase &Flags,
                                          llvm::ArrayRef<std::string> Files);

/// A whole compile command, as a database has it.
CompileJob jobOfCommand(llvm::StringRef File, llvm::StringRef Directory, llvm::ArrayRef<std::string> Words);

} // namespace asyncsafe

#endif
