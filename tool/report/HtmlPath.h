//===- HtmlPath.h - Drawing a finding's path --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Selects the lines that show a path, and draws it: a card for each function on the path, in the order
// of the path, joined by a line. Each step is a numbered dot with its text; a broad line shows where the
// resource is held.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_REPORT_HTMLPATH_H
#define ASYNCSAFE_TOOL_REPORT_HTMLPATH_H

#include "tool/report/HtmlColours.h"
#include "tool/report/Report.h"
#include "tool/report/SourceCache.h"

namespace asyncsafe {

class HtmlPath {
public:
  HtmlPath(const Report &R, const RenderOptions &Options, llvm::raw_ostream &Out)
      : Folder(Options.Root), Sources(R, Options.WorkingDirectory), Out(Out) {}

  /// Writes the cards of \p F.
  void draw(const Finding &F);

private:
  struct Step {
    unsigned Number;
    const Note *Said;
    bool Inside; ///< in the function that acquires
  };
  struct Card {
    std::vector<Step> Steps; ///< all of one function
    bool First, Last;
  };
  struct Lines; ///< of one card

  void draw(const Card &C, unsigned HeldFrom, unsigned HeldTo);

  std::string Folder;
  SourceCache Sources;
  HtmlColours Colours;
  llvm::raw_ostream &Out;
};

} // namespace asyncsafe

#endif
