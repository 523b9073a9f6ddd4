//===- HtmlFilter.h - Selecting findings without a script -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A list of choices for each of level, check, file, program and certainty. Style rules alone show the
// selected findings (`:has(option:checked)`), so the page needs no script; a browser without `:has`
// shows all findings.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_REPORT_HTMLFILTER_H
#define ASYNCSAFE_TOOL_REPORT_HTMLFILTER_H

#include "tool/report/Report.h"

#include <string>
#include <vector>

namespace asyncsafe {

class HtmlFilter {
public:
  /// Files below \p Root are named relative to it.
  HtmlFilter(const Report &R, llvm::StringRef Root);

  /// The rules that hide unselected findings. They contain no untrusted text.
  std::string style() const;
  void draw(llvm::raw_ostream &Out) const;
  /// The classes by which the rules select \p F: "c0 f3 s1".
  std::string classesOf(const Finding &F) const;

private:
  struct Choice {
    std::string Value;
    unsigned Number = 0; ///< findings
  };
  struct Facet {
    char Letter;
    const char *Name;                                 ///< "check"
    const char *All;                                  ///< "all checks"
    std::vector<std::string> (*Of)(const Finding &F); ///< what it is chosen by
    std::vector<Choice> Choices;                      ///< sorted
  };

  static bool offered(const Facet &F);

  std::string Root;
  std::vector<Facet> Facets;
};

} // namespace asyncsafe

#endif
