//===- RawFindings.h - Findings of a program, as stored ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The findings of a program before they are filtered by settings, their bytes, and the interface of what
// stores them: the index, or the files of 'asyncsafe analyse'.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_RAWFINDINGS_H
#define ASYNCSAFE_TOOL_CLI_RAWFINDINGS_H

#include "tool/report/Report.h"

#include <optional>
#include <set>

namespace asyncsafe {

struct RawFindings {
  std::vector<Finding> Findings;
  std::vector<Finding> Hidden; ///< below the level shown, without their notes and fix-its
  std::vector<RefusedFunction> Refused;
};

std::string bytesOf(const RawFindings &Found);
/// Nothing if \p Bytes are not findings, or refer to a file that is not in \p Known.
std::optional<RawFindings> readFindings(llvm::StringRef Bytes, const std::set<std::string> &Known);

class FindingsCache {
public:
  virtual ~FindingsCache() = default;

  /// The findings of a program: \p Name identifies the program and options, \p Key its contents, \p
  /// Known the files that they may refer to.
  virtual std::optional<RawFindings> findFindings(llvm::StringRef Name, llvm::StringRef Key,
                                                  const std::set<std::string> &Known) = 0;
  virtual void keepFindings(llvm::StringRef Name, llvm::StringRef Key, const RawFindings &Found) = 0;

  /// Identifies this program: results of another build are not used.
  virtual const std::string &builder() const = 0;
};

} // namespace asyncsafe

#endif
