//===- ApplyFixes.h - Combining fix-its -------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Selects the findings whose fix-its can be applied together. A finding is fixed completely or not at
// all; of two that would change the same bytes, the first wins.
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
  unsigned Overlapping = 0;               ///< findings whose fix-its overlap with others: for another run
  unsigned OutOfReach = 0;                ///< findings whose fix-its change a protected file
};

/// \param TextOf  returns the text of a file that may be changed; nothing for others.
FixPlan planFixes(llvm::ArrayRef<Finding> Findings,
                  const std::function<std::optional<std::string>(const std::string &File)> &TextOf);

} // namespace asyncsafe

#endif
