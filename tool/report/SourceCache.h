//===- SourceCache.h - The files that findings point into -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_REPORT_SOURCECACHE_H
#define ASYNCSAFE_TOOL_REPORT_SOURCECACHE_H

#include "tool/report/Report.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>
#include <optional>

namespace asyncsafe {

/// Reads each file once. An unreadable file counts as empty.
class SourceCache {
public:
  SourceCache() = default;
  /// The files that \p R may quote. A report that was read back may name any file: it may quote only
  /// files that it lists as analysed, below \p Root, and unchanged since.
  SourceCache(const Report &R, llvm::StringRef Root) : Limits(R.FromFile ? &R : nullptr), Root(Root) {}

  llvm::StringRef text(llvm::StringRef File);

  /// The line that \p P begins on, without its end.
  llvm::StringRef line(const FilePlace &P);

  /// The position of the byte at \p Offset: 1-based line, and 1-based column in UTF-16 units, as SARIF
  /// and editors count. Nothing if the file is shorter.
  struct Position {
    unsigned Line, Column;
  };
  std::optional<Position> position(llvm::StringRef File, unsigned Offset);

private:
  bool mayQuote(llvm::StringRef File, llvm::StringRef Text) const;

  const Report *Limits = nullptr;
  std::string Root;
  llvm::StringMap<std::unique_ptr<llvm::MemoryBuffer>> Files;
};

/// The hash of a file's text in a report.
std::string sourceHash(llvm::StringRef Text);

/// Records the hash of every file that the findings of \p R refer to.
void addSourceHashes(Report &R);

} // namespace asyncsafe

#endif
