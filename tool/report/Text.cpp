//===- Text.cpp - The report as Clang's diagnostics -----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For readers, and for editors that parse compiler output: place, message and check, the source line
// with a caret, then the notes in execution order, and the coverage last.
//
//===----------------------------------------------------------------------===//

#include "tool/report/Escape.h"
#include "tool/report/Report.h"
#include "tool/report/SourceCache.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Locale.h"
#include "llvm/Support/Unicode.h"
#include "llvm/Support/raw_ostream.h"

using namespace asyncsafe;
using llvm::raw_ostream;
using llvm::StringRef;

namespace {

class TextRenderer {
public:
  TextRenderer(const Report &R, const RenderOptions &Options, raw_ostream &Out)
      : Options(Options), Out(Out), Sources(R, Options.WorkingDirectory) {
    Out.enable_colors(Options.Colour);
  }

  void finding(const Finding &F) {
    diagnostic(F.Where, F.Severity, F.Message, F.Check);
    snippet(F.Where);
    for (const Note &N : F.Notes) {
      diagnostic(N.Where, Level::Note, N.Message, {});
      if (N.Where.File != F.Where.File || N.Where.Begin != F.Where.Begin)
        snippet(N.Where); // otherwise it was just shown
    }
    for (StringRef Text : {StringRef(F.Consequence), StringRef(F.Help)})
      if (!Text.empty())
        diagnostic(F.Where, Level::Note, Text, {});
  }

private:
  static raw_ostream::Colors colour(Level L) {
    switch (L) {
    case Level::Note:
      return raw_ostream::CYAN;
    case Level::Warning:
      return raw_ostream::MAGENTA;
    case Level::Error:
      return raw_ostream::RED;
    }
    return raw_ostream::SAVEDCOLOR;
  }

  void diagnostic(const FilePlace &P, Level L, StringRef Message, StringRef Check) {
    if (!P.File.empty()) {
      Out.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true);
      Out << visible(shown(P.File)) << ':' << P.Line << ':' << P.Column << ": ";
    }
    Out.changeColor(colour(L), /*Bold=*/true) << StringRef(spelling(L)) << ": ";
    Out.resetColor();
    Out.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/!Check.empty()) << visible(Message);
    if (!Check.empty())
      Out << " [" << visible(Check) << ']';
    Out.resetColor();
    Out << '\n';
  }

  static constexpr size_t WidestLine = 200;
  static constexpr StringRef Ellipsis = "...";

  /// The first byte at or after \p At that begins a character.
  static size_t boundary(StringRef Line, size_t At) {
    while (At < Line.size() && (Line[At] & 0xC0) == 0x80)
      ++At;
    return At;
  }

  void snippet(const FilePlace &P) {
    StringRef Line = Sources.line(P);
    if (Line.empty() || P.Column == 0 || P.Column > Line.size())
      return;
    // The caret line copies the tabs, so that the caret is in the right column for any tab width.
    StringRef Before = Line.take_front(P.Column - 1);
    StringRef Marked = Line.substr(P.Column - 1, std::max(1u, P.End > P.Begin ? P.End - P.Begin : 1u));
    // A generated line may be megabytes long: only the part around the column is shown.
    size_t Begin = 0, End = Line.size();
    if (Line.size() > WidestLine) {
      Begin = boundary(Line, Before.size() - std::min(Before.size(), WidestLine / 2));
      End = boundary(Line, std::min(Begin + WidestLine, Line.size()));
      Before = Before.drop_front(std::min(Begin, Before.size()));
      Marked = Marked.take_front(std::max<size_t>(End, P.Column) - (P.Column - 1));
    }
    StringRef CutBefore = Begin ? Ellipsis : "", CutAfter = End < Line.size() ? Ellipsis : "";
    std::string Shown = visible(Line.slice(Begin, End)), Indent = (CutBefore + visible(Before)).str();
    Out << llvm::formatv("{0,5} | ", P.Line) << CutBefore << Shown << CutAfter << "\n      | ";
    for (char C : Indent)
      if (C == '\t')
        Out << '\t';
      else if ((C & 0xC0) != 0x80) // a column for each character, not for each byte
        Out << ' ';
    Out.changeColor(raw_ostream::GREEN, /*Bold=*/true);
    int Width = llvm::sys::unicode::columnWidthUTF8(visible(Marked));
    Out << '^' << std::string(Width > 1 ? Width - 1 : 0, '~');
    Out.resetColor();
    Out << '\n';
  }

  StringRef shown(StringRef File) const { return shownFrom(Options.WorkingDirectory, File); }

  const RenderOptions &Options;
  raw_ostream &Out;
  SourceCache Sources;
};

} // namespace

static void render(const Report &R, const RenderOptions &Options, raw_ostream &Out) {
  TextRenderer Renderer(R, Options, Out);
  for (const Finding &F : R.Findings)
    Renderer.finding(F);
  for (const FailedUnit &F : R.Covered.Failed)
    Out << visible(F.File + ": not analysed: " + F.Reason) << '\n';
  if (!Options.Quiet)
    Out << "asyncsafe: " << coverageLine(R) << '\n';
}

static const Format Text{"text", "like a compiler's diagnostics (default)", render};
static const RegisterFormat Registered(Text);
