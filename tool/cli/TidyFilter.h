//===- TidyFilter.h - What a project wants to hear --------------*- C++ -*-===//
//
// Decides which findings come through: each goes the way of a clang-tidy diagnostic, so
// that NOLINT, the check list and the header filter of the unit's .clang-tidy mean what
// they mean in the plugin.  There is no AST any more; the source files are read again.
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

  /// Silenced: by a NOLINT comment.  Filtered: by the name of the file.
  enum class Verdict { Off, Filtered, Silenced, Reported };
  /// \p Remarks: clang-tidy's own complaints (a suppression block that never ends, …).
  Verdict judge(const Finding &F, std::vector<std::string> &Remarks);

private:
  struct Machinery;
  std::unique_ptr<Machinery> M;
};

} // namespace asyncsafe

#endif
