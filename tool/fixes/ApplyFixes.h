//===- ApplyFixes.h - What fix-its make of files ----------------*- C++ -*-===//
//
// Decides which findings' fix-its can be carried out together.  A finding is mended
// whole or not at all; the first one wins where two would change the same bytes.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_FIXES_APPLYFIXES_H
#define ASYNCSAFE_TOOL_FIXES_APPLYFIXES_H

#include "tool/report/Report.h"

#include <functional>
#include <map>
#include <optional>

namespace asyncsafe {

struct FixedFile {
  std::string Old, New;
};

struct FixPlan {
  std::map<std::string, FixedFile> Files; ///< by absolute name
  std::vector<size_t> Mended;             ///< findings, ascending
  unsigned Overlapping = 0;               ///< findings whose fix-its meet others: for another run
  unsigned OutOfReach = 0;                ///< findings whose fix-its change a file that may not be changed
};

/// \param TextOf  the text of a file that may be changed; nothing for others.
FixPlan planFixes(llvm::ArrayRef<Finding> Findings,
                  const std::function<std::optional<std::string>(const std::string &File)> &TextOf);

} // namespace asyncsafe

#endif
