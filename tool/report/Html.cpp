//===- Html.cpp - The report as one page ----------------------------------===//
//
// For people who were not there: what was covered, a table for each check, and each
// finding with its path drawn over the source.  One file, no script, nothing loaded.
//
//===----------------------------------------------------------------------===//

#include "tool/report/Escape.h"
#include "tool/report/HtmlSource.h"
#include "tool/report/HtmlStyle.h"
#include "tool/report/Report.h"
#include "tool/report/SourceCache.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

using namespace asyncsafe;
using llvm::StringRef;

namespace {

class Page {
public:
  Page(const Report &R, const RenderOptions &Options, llvm::raw_ostream &Out)
      : R(R), Options(Options), Out(Out), Sources(R, Options.WorkingDirectory) {}

  void render() {
    std::string Title = count(R.Findings.size(), "finding");
    Out << "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>asyncsafe: "
        << Title << "</title>\n<style>" << HtmlStyle
        << "</style>\n</head>\n<body>\n<header>\n<h1>asyncsafe: " << Title
        << "</h1>\n<p class=\"soft\">Places where something can interrupt the code from outside between "
           "taking a "
           "resource and the moment its release is guaranteed.</p>\n</header>\n<main>\n";
    coverage();
    for (const RuleText &Rule : Options.Rules)
      check(Rule);
    if (R.Findings.empty())
      Out << "<p class=\"good\">Nothing was found.</p>\n";
    else
      findings();
    Out << "</main>\n<footer>" << xml(coverageLine(R)) << (Options.Version.empty() ? "" : " · asyncsafe ")
        << xml(Options.Version) << "</footer>\n</body>\n</html>\n";
  }

private:
  static std::string count(size_t N, StringRef What) {
    return llvm::formatv("{0} {1}{2}", N, What, N == 1 ? "" : "s");
  }

  StringRef shown(StringRef File) const { return shownFrom(Options.WorkingDirectory, File); }

  void fact(StringRef Name, const llvm::Twine &Value) {
    Out << "<div><dt>" << Name << "</dt><dd>" << Value << "</dd></div>\n";
  }

  void coverage() {
    const Coverage &C = R.Covered;
    Out << "<section id=\"coverage\">\n<h2>What was covered</h2>\n<dl class=\"facts\">\n";
    fact("units analysed", llvm::Twine(C.Analysed) + " of " + llvm::Twine(C.Units));
    fact("units failed", llvm::Twine(C.Failed.size()));
    fact("functions not covered in full", llvm::Twine(C.Refused.size()));
    fact("findings suppressed", llvm::Twine(C.Suppressed));
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

  void check(const RuleText &Rule) {
    size_t N = llvm::count_if(R.Findings, [&](const Finding &F) { return F.Check == Rule.Id; });
    Out << "<section id=\"" << xml(Rule.Id) << "\">\n<h2>" << xml(Rule.Id) << " <span class=\"soft\">" << N
        << "</span></h2>\n<p class=\"soft\">" << xml(Rule.Summary) << "</p>\n";
    if (N) {
      Out << "<table>\n<thead><tr><th>place</th><th>finding</th><th>level</th><th>certainty</th><th>source</"
             "th></tr></"
             "thead>\n"
             "<tbody>\n";
      for (size_t I = 0; I < R.Findings.size(); ++I)
        if (R.Findings[I].Check == Rule.Id)
          tableRow(R.Findings[I], I + 1);
      Out << "</tbody>\n</table>\n";
    } else {
      Out << "<p class=\"good\">No findings.</p>\n";
    }
    Out << "</section>\n";
  }

  void tableRow(const Finding &F, size_t Number) {
    Out << "<tr><td class=\"place\"><a class=\"file\" href=\"#f" << Number << "\">"
        << xml(shown(F.Where.File)) << ':' << F.Where.Line << "</a></td><td>" << xml(F.Message)
        << "</td><td class=\"word\">" << xml(spelt(spelling(F.Severity))) << "</td><td class=\"word\">"
        << xml(spelt(spelling(F.Sure))) << "</td><td class=\"word\">" << xml(spelt(spelling(F.Why)))
        << "</td></tr>\n";
  }

  static StringRef spelt(std::string_view S) { return {S.data(), S.size()}; }

  void findings() {
    Out << "<section id=\"findings\">\n<h2>Findings</h2>\n";
    for (size_t I = 0; I < R.Findings.size(); ++I)
      finding(R.Findings[I], I + 1);
    Out << "</section>\n";
  }

  void finding(const Finding &F, size_t Number) {
    Out << "<article class=\"finding\" id=\"f" << Number << "\">\n<h3>" << xml(F.Message)
        << "</h3>\n<p class=\"tags\">"
        << "<span class=\"file\">" << xml(shown(F.Where.File)) << ':' << F.Where.Line << "</span>";
    if (!F.Function.empty())
      Out << " in <code>" << xml(F.Function) << "</code>";
    Out << " · " << xml(F.Check) << " · " << xml(spelt(spelling(F.Severity))) << " · "
        << xml(spelt(spelling(F.Sure))) << " · " << xml(spelt(spelling(F.Why))) << "</p>\n";
    drawPath(F, Options, Sources, Out);
    if (!F.Consequence.empty())
      Out << "<p>" << xml(F.Consequence) << "</p>\n";
    if (!F.Help.empty())
      Out << "<p class=\"advice\">" << xml(F.Help)
          << (F.Fixes.empty() ? "" : " <span class=\"soft\">(a fix-it does it)</span>") << "</p>\n";
    Out << "</article>\n";
  }

  const Report &R;
  const RenderOptions &Options;
  llvm::raw_ostream &Out;
  SourceCache Sources;
};

} // namespace

static void render(const Report &R, const RenderOptions &Options, llvm::raw_ostream &Out) {
  Page(R, Options, Out).render();
}

static const Format Html{"html", "one page for people, with the source", render};
static const RegisterFormat Registered(Html);
