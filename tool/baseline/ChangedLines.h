//===- ChangedLines.h - The lines of a change -------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Selects the findings of a change: those whose acquisition, interruption point or release is on a line
// that the change adds, or next to one that it removes.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_BASELINE_CHANGEDLINES_H
#define ASYNCSAFE_TOOL_BASELINE_CHANGEDLINES_H

#include "tool/baseline/Git.h"
#include "tool/report/Report.h"

#include "llvm/ADT/StringMap.h"

namespace asyncsafe {

class ChangedLines {
public:
  /// Files unknown to git are new.
  static ChangedLines read(const GitAnswers &Answers);

  /// Reads `git diff --unified=0`; file names become absolute below \p Root.
  static ChangedLines parse(llvm::StringRef Diff, llvm::StringRef Root);

  void addWholeFile(llvm::StringRef File);
  bool touches(llvm::StringRef File, unsigned Line) const;
  bool touches(const Finding &F) const;

private:
  struct Range {
    unsigned First, Last;
  };
  void addBinary(llvm::StringRef Line, llvm::StringRef Root);

  llvm::StringMap<std::vector<Range>> Ranges; ///< by absolute file name
};

/// Keeps only the findings of \p R that the change touches, and adds a remark.
void keepTouched(Report &R, const ChangedLines &Changed, llvm::StringRef Revision);

} // namespace asyncsafe

#endif
