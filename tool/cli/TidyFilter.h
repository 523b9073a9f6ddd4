//===- TidyFilter.h - Filtering by a project's settings ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Filters findings: each is passed through clang-tidy's diagnostics, so that NOLINT, the check list and
// the header filter of the unit's .clang-tidy have the same meaning as in the plugin. The AST is gone by
// then, so the source files are read again.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_TIDYFILTER_H
#define ASYNCSAFE_TOOL_CLI_TIDYFILTER_H

#include "checks/Check.h"
#include "tool/cli/Settings.h"

namespace asyncsafe {

class TidyFilter {
public:
  /// \param MainFile  of the unit for which \p Settings were read.
  TidyFilter(llvm::StringRef MainFile, const UnitSettings &Settings);
  ~TidyFilter();

  /// Silenced: by a NOLINT comment. Filtered: by the name of the file.
  enum class Verdict { Off, Filtered, Silenced, Reported };
  /// \p Remarks: clang-tidy's own warnings (an unterminated suppression block, …).
  Verdict judge(const Finding &F, std::vector<std::string> &Remarks);

private:
  struct Machinery;
  std::unique_ptr<Machinery> M;
};

} // namespace asyncsafe

#endif
