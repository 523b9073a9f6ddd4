//===- Database.h - The compile commands to run over ------------*- C++ -*-===//
//
// Decides which translation units a command line means, and says where, what and
// what to do when it means none.
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
  std::vector<CompileJob> Others;    ///< the rest of the database, where only some were asked for
  std::string Folder;                ///< of the database; empty if there is none
  unsigned Skipped = 0;              ///< entries that are neither C nor C++
  unsigned Excluded = 0;             ///< units that the command line leaves out
  std::vector<std::string> Unlisted; ///< files that were asked for, and have no entry
  /// Headers, and folders without a unit, that were asked for: the units that include them are known
  /// when they were read.  Absolute.
  std::vector<std::string> Headers;
  bool SkipUnlisted = false; ///< what no unit includes is passed over
};

/// The units that \p Files (or folders) select from the database at \p BuildPath, a
/// folder or a JSON file; all of them if \p Files is empty.  With an empty
/// \p BuildPath the database is looked for here, in the folders above, and in ./build there.
/// A source without an entry is an error, unless \p SkipUnlisted.
llvm::Expected<CompileJobs> jobsOfDatabase(llvm::StringRef BuildPath, llvm::ArrayRef<std::string> Files,
                                           bool SkipUnlisted);

/// Is \p File what is meant by \p Pattern, a file or everything below a folder?  Both absolute.
bool selectsFile(llvm::StringRef Pattern, llvm::StringRef File);

/// The folder of the database that jobsOfDatabase() would read, without reading it; empty if
/// there is none.
std::string databaseFolder(llvm::StringRef BuildPath);

/// \p Files, compiled with the flags that stood after `--`.
llvm::Expected<CompileJobs> jobsWithFlags(const clang::tooling::CompilationDatabase &Flags,
                                          llvm::ArrayRef<std::string> Files);

} // namespace asyncsafe

#endif
