//===- Html.cpp - The report as one page ----------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A page for readers without access to the run. Findings come first, the most severe first, each with
// its path drawn over the source; then the pages of the checks, then the coverage. One file without
// scripts or external resources.
//
//===----------------------------------------------------------------------===//

#include "tool/report/Escape.h"
#include "tool/report/HtmlFilter.h"
#include "tool/report/HtmlPath.h"
#include "tool/report/HtmlStyle.h"
#include "tool/report/Report.h"
#include "tool/report/Revision.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace asyncsafe;
using llvm::StringRef;

namespace {

class Page {
public:
  Page(const Report &R, const RenderOptions &Options, llvm::raw_ostream &Out)
      : R(R), Options(Options), Out(Out), Path(R, Options, Out), Filter(R, Options.Root) {}

  void render() {
    std::string Title = count(R.Findings.size(), "finding");
    Out << "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>asyncsafe: "
        << Title << "</title>\n<style>" << HtmlStyle << Filter.style() << "</style>\n</head>\n<body>\n";
    head(Title);
    Out << "<main>\n";
    if (R.Findings.empty())
      Out << "<p class=\"good\">Nothing was found.</p>\n";
    else
      findings();
    checks();
    coverage();
    Out << "</main>\n<footer>asyncsafe " << xml(Options.Version) << "</footer>\n</body>\n</html>\n";
  }

private:
  static std::string count(size_t N, StringRef What) {
    return llvm::formatv("{0} {1}{2}", N, What, N == 1 ? "" : "s");
  }

  static StringRef spelt(std::string_view S) { return {S.data(), S.size()}; }

  StringRef shown(StringRef File) const { return shownFrom(Options.Root, File); }

  /// The most severe first; the report's order within a level.
  static constexpr Level Levels[] = {Level::Error, Level::Warning, Level::Note};

  size_t number(Level L) const {
    return llvm::count_if(R.Findings, [&](const Finding &F) { return F.Severity == L; });
  }

  void head(StringRef Title) {
    Out << "<header>\n<h1>asyncsafe: " << Title << "</h1>\n<p class=\"soft project\">"
        << xml(llvm::sys::path::filename(Options.Root));
    if (std::string Commit = revisionOf(Options.Root); !Commit.empty())
      Out << " · revision <code>" << xml(StringRef(Commit).take_front(12)) << "</code>";
    Out << " · " << today() << "</p>\n<p class=\"counts\">";
    for (Level L : Levels)
      if (size_t N = number(L))
        Out << "<a class=\"badge " << spelt(spelling(L)) << "\" href=\"#" << spelt(spelling(L)) << "s\">"
            << count(N, spelt(spelling(L))) << "</a> ";
    Out << "<a href=\"#coverage\">" << R.Covered.Analysed << " of " << count(R.Covered.Units, "unit")
        << " analysed</a></p>\n</header>\n";
  }

  //===--- findings -------------------------------------------------------===//

  void findings() {
    Filter.draw(Out);
    bool First = true;
    for (Level L : Levels) {
      if (!number(L))
        continue;
      Out << "<section class=\"level\" id=\"" << spelt(spelling(L)) << "s\">\n<h2>"
          << count(number(L), spelt(spelling(L))) << "</h2>\n";
      for (size_t I = 0; I < R.Findings.size(); ++I)
        if (R.Findings[I].Severity == L) {
          finding(R.Findings[I], I + 1, First);
          First = false;
        }
      Out << "</section>\n";
    }
  }

  void finding(const Finding &F, size_t Number, bool Open) {
    StringRef How = spelt(spelling(F.Severity));
    Out << "<article class=\"finding " << How << ' ' << Filter.classesOf(F) << "\" id=\"f" << Number
        << "\">\n<details" << (Open ? " open" : "") << "><summary><span class=\"badge " << How << "\">" << How
        << "</span> <span class=\"message\">" << xml(F.Message) << "</span> <span class=\"place\">"
        << xml(shown(F.Where.File)) << ':' << F.Where.Line;
    if (!F.Function.empty())
      Out << " in " << xml(F.Function);
    Out << "</span></summary>\n";
    if (!F.Consequence.empty())
      Out << "<p class=\"consequence\">" << xml(F.Consequence) << "</p>\n";
    Path.draw(F);
    if (!F.Help.empty())
      Out << "<p class=\"advice\">" << xml(F.Help)
          << (F.Fixes.empty() ? "" : " <span class=\"soft\">(a fix-it does it)</span>") << "</p>\n";
    Out << "<p class=\"tags\"><a href=\"#" << xml(F.Check) << "\">" << xml(F.Check) << "</a> · "
        << xml(spelt(spelling(F.Sure))) << " · " << xml(spelt(spelling(F.Why))) << " · <a href=\"#f" << Number
        << "\">link</a></p>\n</details>\n</article>\n";
  }

  //===--- behind them ----------------------------------------------------===//

  /// The descriptions of the checks with findings.
  void checks() {
    for (const RuleText &Rule : Options.Rules) {
      if (llvm::none_of(R.Findings, [&](const Finding &F) { return F.Check == Rule.Id; }))
        continue;
      Out << "<section class=\"check\" id=\"" << xml(Rule.Id) << "\">\n<h2>" << xml(Rule.Id) << "</h2>\n<p>"
          << xml(Rule.Summary) << "</p>\n<p class=\"soft\">" << xml(Rule.Cwe) << "</p>\n";
      if (!Rule.Help.empty())
        page(Rule.Help);
      Out << "</section>\n";
    }
  }

  void page(StringRef Text) {
    Out << "<details><summary>its page</summary>\n<pre class=\"page\">";
    for (StringRef Line : llvm::split(Text, '\n'))
      Out << xml(Line) << '\n';
    Out << "</pre>\n</details>\n";
  }

  void fact(StringRef Name, const llvm::Twine &Value) {
    Out << "<div><dt>" << Name << "</dt><dd>" << Value << "</dd></div>\n";
  }

  void coverage() {
    const Coverage &C = R.Covered;
    Out << "<section id=\"coverage\">\n<h2>What was covered</h2>\n<dl class=\"facts\">\n";
    fact("units analysed", llvm::Twine(C.Analysed) + " of " + llvm::Twine(C.Units));
    fact("units failed", llvm::Twine(C.Failed.size()));
    if (C.Lowered)
      fact("with errors that only newer Clang raises", llvm::Twine(C.Lowered));
    fact("functions not covered in full", llvm::Twine(C.Refused.size()));
    if (C.ProgramsInPart)
      fact("programs only in part", llvm::Twine(C.ProgramsInPart));
    fact("findings suppressed", llvm::Twine(C.Suppressed));
    if (unsigned Hidden = hiddenOf(R, Level::Warning) + hiddenOf(R, Level::Note))
      fact("findings not shown because of their level", llvm::Twine(Hidden));
    if (C.Skipped)
      fact("neither C nor C++", llvm::Twine(C.Skipped));
    Out << "</dl>\n";
    for (const std::string &Remark : R.Remarks)
      Out << "<p>" << xml(Remark) << "</p>\n";
    if (!C.Failed.empty()) {
      Out << "<details open><summary>Units that could not be analysed</summary>\n<ul>\n";
      for (const FailedUnit &F : C.Failed)
        Out << "<li><span class=\"file\">" << xml(shown(F.File)) << "</span>: " << xml(F.Reason) << "</li>\n";
      Out << "</ul>\n</details>\n";
    }
    if (!C.Refused.empty()) {
      Out << "<details><summary>Functions that were left out</summary>\n<ul>\n";
      for (const RefusedFunction &F : C.Refused)
        Out << "<li><code>" << xml(F.Function) << "</code> in <span class=\"file\">"
            << xml(shown(F.Where.File)) << ':' << F.Where.Line << "</span>: " << xml(F.Reason) << "</li>\n";
      Out << "</ul>\n</details>\n";
    }
    Out << "</section>\n";
  }

  const Report &R;
  const RenderOptions &Options;
  llvm::raw_ostream &Out;
  HtmlPath Path;
  HtmlFilter Filter;
};

} // namespace

static void render(const Report &R, const RenderOptions &Options, llvm::raw_ostream &Out) {
  Page(R, Options, Out).render();
}

static const Format Html{"html", "one page for people, with the source", render};
static const RegisterFormat Registered(Html);
