//===- InputFile.h - Files that strangers may have chosen -------*- C++ -*-===//
//
// Decides what is read as a database, a configuration, a report, a baseline or a source: a
// regular file of a size that such a file can have.  A pipe would be waited for, a device
// has no end, and a name says nothing of either.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_INPUT_INPUTFILE_H
#define ASYNCSAFE_TOOL_INPUT_INPUTFILE_H

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include <cstdint>
#include <memory>

namespace llvm::vfs {
class FileSystem;
} // namespace llvm::vfs

namespace asyncsafe {

/// The largest of each kind, well above what projects have.
struct InputLimit {
  static constexpr uint64_t Configuration = 1u << 20;   ///< .clang-tidy, response files, what init finds
  static constexpr uint64_t Overlay = 16u << 20;        ///< names of files for Clang
  static constexpr uint64_t Source = 64u << 20;         ///< a file that findings point into
  static constexpr uint64_t Report = 256u << 20;        ///< and a baseline
  static constexpr uint64_t Database = 1u << 30;        ///< compile_commands.json
  static constexpr uint64_t Index = uint64_t(64) << 30; ///< SQLite's, with what is written beside it
  static constexpr uint64_t TranslationUnit = 1u << 30; ///< each file that Clang includes
};

/// The text of \p File.  The error says what is wrong with it, and not which file.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> readInput(llvm::StringRef File, uint64_t Limit);

/// Why the file \p File is not one that readInput would read; empty if it is, and where there is none.
/// For those that a library opens by name.
std::string obstacleIn(llvm::StringRef File, uint64_t Limit);

/// Can a reader that calls itself for each level read this?  YAML's is one.
bool isShallowYaml(llvm::StringRef Text);

/// The disk, where only regular files within \p Limit can be read, and /dev/null; of configurations that are
/// YAML, those that are small and shallow.  With a working directory of its own.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> regularFiles(uint64_t Limit);
/// The same of another file system, whose working directory it shares.
std::unique_ptr<llvm::vfs::FileSystem> onlyRegularFiles(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk,
                                                        uint64_t Limit);

} // namespace asyncsafe

#endif
