//===- Junit.cpp - The report as JUnit XML --------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For CI servers that show test results. A suite for each check, in which every finding is a failed test
// and a check without findings a passed one; and a suite for the coverage, in which a unit that could
// not be analysed is an error.
//
//===----------------------------------------------------------------------===//

#include "tool/report/Escape.h"
#include "tool/report/Report.h"

#include "llvm/Support/raw_ostream.h"

using namespace asyncsafe;
using llvm::StringRef;

namespace {

class JunitRenderer {
public:
  JunitRenderer(const Report &R, const RenderOptions &Options, llvm::raw_ostream &Out)
      : R(R), Options(Options), Out(Out) {}

  void render() {
    size_t Tests = 0;
    for (const RuleText &Rule : Options.Rules) {
      size_t N = countOf(Rule.Id);
      Tests += N ? N : 1;
    }
    const Coverage &C = R.Covered;
    Out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        << "<testsuites name=\"asyncsafe\" tests=\"" << Tests + 1 + C.Failed.size() << "\" failures=\""
        << R.Findings.size() << "\" errors=\"" << C.Failed.size() << "\">\n";
    for (const RuleText &Rule : Options.Rules)
      suite(Rule);
    coverage();
    Out << "</testsuites>\n";
  }

private:
  size_t countOf(StringRef Check) const {
    return llvm::count_if(R.Findings, [&](const Finding &F) { return F.Check == Check; });
  }

  StringRef shown(StringRef File) const { return shownFrom(Options.Root, File); }

  void suite(const RuleText &Rule) {
    size_t Failures = countOf(Rule.Id);
    Out << "  <testsuite name=\"" << xml(Rule.Id) << "\" tests=\"" << (Failures ? Failures : 1)
        << "\" failures=\"" << Failures << "\" errors=\"0\">\n";
    if (!Failures)
      Out << "    <testcase classname=\"" << xml(Rule.Id) << "\" name=\"no findings\"/>\n";
    for (const Finding &F : R.Findings)
      if (F.Check == Rule.Id)
        finding(F);
    Out << "  </testsuite>\n";
  }

  void finding(const Finding &F) {
    std::string File = xml(shown(F.Where.File));
    Out << "    <testcase classname=\"" << xml(F.Check) << "\" name=\"" << File << ':' << F.Where.Line;
    if (!F.Function.empty())
      Out << " (" << xml(F.Function) << ')';
    Out << "\" file=\"" << File << "\" line=\"" << F.Where.Line << "\">\n      <failure type=\""
        << StringRef(spelling(F.Severity)) << "\" message=\"" << xml(F.Message) << "\">";
    for (const Note &Step : pathOf(F))
      Out << xml(shown(Step.Where.File)) << ':' << Step.Where.Line << ':' << Step.Where.Column << ": "
          << xml(Step.Message) << '\n';
    for (const std::string &Line : {F.Consequence, F.Help})
      if (!Line.empty())
        Out << xml(Line) << '\n';
    Out << "</failure>\n    </testcase>\n";
  }

  void coverage() {
    const Coverage &C = R.Covered;
    Out << "  <testsuite name=\"coverage\" tests=\"" << C.Failed.size() + 1 << "\" failures=\"0\" errors=\""
        << C.Failed.size() << "\">\n    <testcase classname=\"coverage\" name=\"analysed " << C.Analysed
        << " of " << C.Units << " units\">\n      <system-out>" << xml(coverageLine(R))
        << "</system-out>\n    </testcase>\n";
    for (const FailedUnit &F : C.Failed)
      Out << "    <testcase classname=\"coverage\" name=\"" << xml(shown(F.File))
          << "\">\n      <error message=\"" << xml(F.Reason) << "\"/>\n    </testcase>\n";
    Out << "  </testsuite>\n";
  }

  const Report &R;
  const RenderOptions &Options;
  llvm::raw_ostream &Out;
};

} // namespace

static void render(const Report &R, const RenderOptions &Options, llvm::raw_ostream &Out) {
  JunitRenderer(R, Options, Out).render();
}

static const Format Junit{"junit", "JUnit XML, for servers that show tests", render};
static const RegisterFormat Registered(Junit);
