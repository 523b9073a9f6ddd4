//===- SourceCache.h - The files that findings point into -------*- C++ -*-===//

#ifndef ASYNCSAFE_TOOL_REPORT_SOURCECACHE_H
#define ASYNCSAFE_TOOL_REPORT_SOURCECACHE_H

#include "tool/report/Report.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>
#include <optional>

namespace asyncsafe {

/// Reads each file once.  A file that cannot be read is an empty one.
class SourceCache {
public:
  SourceCache() = default;
  /// The files that \p R may quote.  A report that was read back may name any file there is: it
  /// quotes those that it says were analysed, below \p Root, and unchanged since.
  SourceCache(const Report &R, llvm::StringRef Root) : Limits(R.FromFile ? &R : nullptr), Root(Root) {}

  llvm::StringRef text(llvm::StringRef File);

  /// The line that \p P begins on, without its end.
  llvm::StringRef line(const FilePlace &P);

  /// Where the byte at \p Offset is: 1-based line, and 1-based column in UTF-16 units,
  /// as SARIF and editors count.  Nothing if the file is not that long.
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

/// What a report says of a file's text.
std::string sourceHash(llvm::StringRef Text);

/// Notes down the text of every file that the findings of \p R point into.
void addSourceHashes(Report &R);

} // namespace asyncsafe

#endif
