//===- HtmlFilter.cpp - Selecting findings without a script ---------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/report/HtmlFilter.h"

#include "tool/report/Escape.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

using namespace asyncsafe;

HtmlFilter::HtmlFilter(const Report &R, llvm::StringRef Root) : Root(Root) {
  using Values = std::vector<std::string>;
  Facets = {
      {'l',
       "level",
       "all levels",
       [](const Finding &F) -> Values { return {std::string(spelling(F.Severity))}; },
       {}},
      {'c', "check", "all checks", [](const Finding &F) -> Values { return {F.Check}; }, {}},
      {'f', "file", "all files", [](const Finding &F) -> Values { return {F.Where.File}; }, {}},
      {'p', "program", "all programs", [](const Finding &F) { return F.Programs; }, {}},
      {'s',
       "certainty",
       "any certainty",
       [](const Finding &F) -> Values { return {std::string(spelling(F.Sure))}; },
       {}},
  };
  for (Facet &To : Facets) {
    std::map<std::string, unsigned> Numbers;
    for (const Finding &F : R.Findings)
      for (std::string &Value : To.Of(F))
        ++Numbers[std::move(Value)];
    for (const auto &[Value, Number] : Numbers)
      To.Choices.push_back({Value, Number});
  }
}

/// A single choice is not offered.
bool HtmlFilter::offered(const Facet &F) { return F.Choices.size() > 1; }

std::string HtmlFilter::style() const {
  std::string Rules;
  for (const Facet &F : Facets)
    if (offered(F))
      for (size_t I = 0; I < F.Choices.size(); ++I)
        Rules += llvm::formatv(
            "body:has(option[value={0}{1}]:checked) .finding:not(.{0}{1}){{display:none}\n", F.Letter, I);
  return Rules;
}

void HtmlFilter::draw(llvm::raw_ostream &Out) const {
  if (llvm::none_of(Facets, [&](const Facet &F) { return offered(F); }))
    return;
  Out << "<form class=\"filter\">\n";
  for (const Facet &F : Facets) {
    if (!offered(F))
      continue;
    Out << "<label>" << F.Name << " <select>\n<option value=\"\">" << F.All << "</option>\n";
    for (size_t I = 0; I < F.Choices.size(); ++I)
      Out << "<option value=\"" << F.Letter << I << "\">" << xml(shownFrom(Root, F.Choices[I].Value)) << " ("
          << F.Choices[I].Number << ")</option>\n";
    Out << "</select></label>\n";
  }
  Out << "<input type=\"reset\" value=\"show all\">\n</form>\n";
}

std::string HtmlFilter::classesOf(const Finding &Of) const {
  std::string Classes;
  for (const Facet &F : Facets) {
    for (const std::string &Value : F.Of(Of)) {
      auto At = llvm::partition_point(F.Choices, [&](const Choice &C) { return C.Value < Value; });
      Classes += llvm::formatv("{0}{1}{2}", Classes.empty() ? "" : " ", F.Letter, At - F.Choices.begin());
    }
  }
  return Classes;
}
