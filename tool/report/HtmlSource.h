//===- HtmlSource.h - A path drawn over the source --------------*- C++ -*-===//
//
// Decides which lines of which files show a finding's path, and how it is drawn: a
// line in the gutter for as long as the resource is held, a numbered dot and the words
// at each step, hollow where the step is in another function.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_REPORT_HTMLSOURCE_H
#define ASYNCSAFE_TOOL_REPORT_HTMLSOURCE_H

#include "tool/report/Report.h"
#include "tool/report/SourceCache.h"

namespace asyncsafe {

/// Writes a block of source for each file that the path of \p F goes through.
void drawPath(const Finding &F, const RenderOptions &Options, SourceCache &Sources, llvm::raw_ostream &Out);

} // namespace asyncsafe

#endif
