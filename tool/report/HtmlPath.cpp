//===- HtmlPath.cpp - Drawing a finding's path ----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/report/HtmlPath.h"

#include "tool/report/Escape.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <set>

using namespace asyncsafe;
using llvm::StringRef;

static constexpr unsigned Context = 2;   ///< lines shown around a step
static constexpr unsigned LongHold = 40; ///< more lines than this between steps are left out

/// Draws the lines of one card.
struct HtmlPath::Lines {
  Lines(const Card &C, unsigned HeldFrom, unsigned HeldTo, StringRef Text, const std::string &Colours,
        llvm::raw_ostream &Out)
      : C(C), HeldFrom(HeldFrom), HeldTo(HeldTo), Colours(Colours), Out(Out) {
    auto [Least, Most] =
        std::minmax_element(C.Steps.begin(), C.Steps.end(), [](const Step &A, const Step &B) {
          return A.Said->Where.Line < B.Said->Where.Line;
        });
    Top = Least->Said->Where.Line, Bottom = Most->Said->Where.Line;
    StringRef Body = Text;
    Body.consume_back("\n"); // no empty line after the last
    Body.split(Source, '\n');
    for (StringRef &Line : Source) {
      Starts.push_back(static_cast<size_t>(Line.data() - Text.data()));
      Line = Line.rtrim('\r');
    }
  }

  void draw() {
    unsigned Last = 0;
    for (unsigned Line : shown()) {
      if (Last && Line > Last + 1)
        row(classes(Last, Line), "", "⋯", {});
      source(Line);
      Last = Line;
    }
  }

private:
  std::set<unsigned> shown() const {
    std::set<unsigned> Shown;
    auto Add = [&](unsigned From, unsigned To) {
      for (unsigned L = std::max(From, 1u); L <= std::min<size_t>(To, Source.size()); ++L)
        Shown.insert(L);
    };
    for (const Step &S : C.Steps) {
      unsigned Line = S.Said->Where.Line;
      Add(Line > Context ? Line - Context : 1, Line + Context);
    }
    if (Bottom - Top <= LongHold)
      Add(Top, Bottom);
    return Shown;
  }

  bool held(unsigned Line) const { return HeldFrom < HeldTo && HeldFrom <= Line && Line <= HeldTo; }

  /// The path goes from the card's upper edge to its first step, and from its last to the lower edge.
  bool passes(unsigned Line) const { return (!C.First || Line >= Top) && (!C.Last || Line <= Bottom); }

  /// For the space between two lines.
  std::string classes(unsigned From, unsigned To) const {
    std::string Result = "gap";
    if (held(From) && held(To))
      Result += " held";
    if (passes(From) && passes(To))
      Result += " path";
    return Result;
  }

  void row(StringRef Classes, StringRef Number, StringRef Text, StringRef Gutter) {
    Out << "<div class=\"row" << (Classes.empty() ? "" : " ") << Classes << "\"><span class=\"gutter\">"
        << Gutter << "</span><span class=\"number\">" << Number << "</span><span class=\"text\">" << Text
        << "</span></div>\n";
  }

  void source(unsigned Line) {
    llvm::SmallVector<StringRef, 4> Classes;
    if (held(Line)) {
      Classes.push_back("held");
      if (Line == HeldFrom)
        Classes.push_back("first");
      if (Line == HeldTo)
        Classes.push_back("last");
    }
    if (passes(Line)) {
      Classes.push_back("path");
      if (C.First && Line == Top)
        Classes.push_back("begin");
      if (C.Last && Line == Bottom)
        Classes.push_back("end");
    }
    std::vector<const Step *> Here;
    for (const Step &S : C.Steps)
      if (S.Said->Where.Line == Line)
        Here.push_back(&S);
    std::string Dot;
    if (!Here.empty()) {
      for (const Step *S : Here)
        Dot += (Dot.empty() ? "" : ",") + std::to_string(S->Number);
      Dot = "<span class=\"dot\">" + Dot + "</span>";
      if (!Here.front()->Inside)
        Classes.push_back("away");
    }
    row(llvm::join(Classes, " "), std::to_string(Line), marked(Line, Here), Dot);
    for (const Step *S : Here)
      if (S->Number > 1) // the first step's text is above the path
        row(held(Line) && Line != HeldTo ? (goesOn(Line) ? "say held path" : "say held")
                                         : (goesOn(Line) ? "say path" : "say"),
            "", std::to_string(S->Number) + ". " + xml(S->Said->Message), {});
  }

  bool goesOn(unsigned Line) const { return passes(Line) && !(C.Last && Line == Bottom); }

  /// The line in colours, with the ranges of its steps marked.
  std::string marked(unsigned Line, llvm::ArrayRef<const Step *> Here) const {
    StringRef Text = Source[Line - 1];
    size_t Start = Starts[Line - 1];
    auto IsMarked = [&](size_t I) {
      return llvm::any_of(Here, [&](const Step *S) {
        return Start + I >= S->Said->Where.Begin && Start + I < S->Said->Where.End;
      });
    };
    std::string Result;
    for (size_t I = 0; I < Text.size();) {
      bool Mark = IsMarked(I);
      char Colour = Colours[Start + I];
      size_t To = I;
      while (To < Text.size() && IsMarked(To) == Mark && Colours[Start + To] == Colour)
        ++To;
      std::string Piece = xml(Text.slice(I, To));
      if (Colour != HtmlColours::Plain)
        Piece = std::string("<i class=\"") + Colour + "\">" + Piece + "</i>";
      Result += Mark ? "<mark>" + Piece + "</mark>" : Piece;
      I = To;
    }
    return Result;
  }

  const Card &C;
  unsigned HeldFrom, HeldTo;
  unsigned Top = 0, Bottom = 0; ///< lines of the first and the last step
  const std::string &Colours;
  llvm::raw_ostream &Out;
  llvm::SmallVector<StringRef, 0> Source;
  std::vector<size_t> Starts;
};

/// How wide the numbers of a card's lines are, at most.
static size_t digits(unsigned LastStep) {
  return std::max<size_t>(std::to_string(LastStep + Context).size(), 3);
}

void HtmlPath::draw(const Card &C, unsigned HeldFrom, unsigned HeldTo) {
  const Note &Head = *C.Steps.front().Said;
  unsigned Bottom = 0;
  for (const Step &S : C.Steps)
    Bottom = std::max(Bottom, S.Said->Where.Line);
  Out << "<div class=\"card\"><p class=\"file\">";
  if (!Head.Function.empty())
    Out << "<b>" << xml(Head.Function) << "</b> in ";
  Out << xml(shownFrom(Folder, Head.Where.File))
      << "</p><div class=\"scroll\" tabindex=\"0\"><div class=\"lines\" style=\"--digits:" << digits(Bottom)
      << "\">\n";
  StringRef Text = Sources.text(Head.Where.File);
  if (Text.empty())
    for (const Step &S : C.Steps)
      Out << "<div class=\"row say\"><span class=\"gutter\"></span><span class=\"number\">"
          << S.Said->Where.Line << "</span><span class=\"text\">" << S.Number << ". " << xml(S.Said->Message)
          << "</span></div>\n";
  else
    Lines(C, HeldFrom, HeldTo, Text, Colours.of(Head.Where.File, Text), Out).draw();
  Out << "</div></div></div>\n";
}

/// What is said of the finding as a whole stands behind its path, and at its place.
static size_t stepsOf(llvm::ArrayRef<Note> Path) {
  size_t Steps = Path.size();
  const FilePlace &Begin = Path.front().Where;
  while (Steps > 1 && Path[Steps - 1].Where.File == Begin.File && Path[Steps - 1].Where.Begin == Begin.Begin)
    --Steps;
  return Steps;
}

void HtmlPath::draw(const Finding &F) {
  std::vector<Note> Path = pathOf(F);
  size_t Steps = stepsOf(Path);
  std::vector<Card> Cards;
  unsigned HeldTo = F.Where.Line;
  for (size_t I = 0; I < Steps; ++I) {
    const Note &N = Path[I];
    bool Inside = N.Function == F.Function && N.Where.File == F.Where.File;
    if (Inside)
      HeldTo = std::max(HeldTo, N.Where.Line);
    const Note *Before = Cards.empty() ? nullptr : Cards.back().Steps.back().Said;
    if (!Before || Before->Function != N.Function || Before->Where.File != N.Where.File)
      Cards.push_back({{}, I == 0, false});
    Cards.back().Steps.push_back({static_cast<unsigned>(I + 1), &N, Inside});
  }
  Cards.back().Last = true;
  Out << "<div class=\"way\">\n";
  for (const Card &C : Cards)
    draw(C, C.Steps.front().Inside ? F.Where.Line : 0, C.Steps.front().Inside ? HeldTo : 0);
  Out << "</div>\n";
  for (const Note &Remark : llvm::drop_begin(Path, Steps))
    Out << "<p class=\"soft\">" << xml(Remark.Message) << "</p>\n";
}
