//===- InputFile.h - Reading untrusted files --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads databases, configurations, reports, baselines and sources only from regular files of plausible
// size. A pipe would block, and a device never ends; names do not reveal either.
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

/// Limits for each kind of file, well above those of real projects.
struct InputLimit {
  static constexpr uint64_t Configuration = 1u << 20;  ///< .clang-tidy, response files, files that init finds
  static constexpr uint64_t Overlay = 16u << 20;       ///< names of files for Clang
  static constexpr uint64_t Source = 64u << 20;        ///< a file that findings point into
  static constexpr uint64_t Report = 256u << 20;       ///< and a baseline
  static constexpr uint64_t Database = 1u << 30;       ///< compile_commands.json
  static constexpr uint64_t Phase = uint64_t(4) << 30; ///< graphs, answers and findings in files
  static constexpr uint64_t Index = uint64_t(64) << 30; ///< SQLite's, including the files next to it
  static constexpr uint64_t TranslationUnit = 1u << 30; ///< each file that Clang includes
};

/// The text of \p File. The error gives the reason without the file's name.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> readInput(llvm::StringRef File, uint64_t Limit);

/// Why readInput would not read \p File; empty if it would, or if there is no such file. For files that
/// a library opens by name.
std::string obstacleIn(llvm::StringRef File, uint64_t Limit);

/// A recursive reader, such as YAML's, can read this.
bool isShallowYaml(llvm::StringRef Text);

/// The disk, restricted to regular files within \p Limit, and /dev/null; YAML configurations must also
/// be small and shallow. With a working directory of its own.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> regularFiles(uint64_t Limit);
/// The same for another file system, sharing its working directory.
std::unique_ptr<llvm::vfs::FileSystem> onlyRegularFiles(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk,
                                                        uint64_t Limit);

} // namespace asyncsafe

#endif
