//===- HtmlSource.cpp - A path drawn over the source ----------------------===//

#include "tool/report/HtmlSource.h"

#include "tool/report/Escape.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <set>

using namespace asyncsafe;
using llvm::StringRef;

static constexpr unsigned Context = 2;   ///< lines shown around a step
static constexpr unsigned LongHold = 40; ///< more lines than this between steps are left out

namespace {

struct Step {
  unsigned Number;
  const Note *Note;
  bool Inside; ///< in the function that acquires
};

class FileBlock {
public:
  FileBlock(StringRef Text, std::vector<Step> Steps, llvm::raw_ostream &Out)
      : Steps(std::move(Steps)), Out(Out) {
    Text.consume_back("\n"); // no empty line after the last
    Text.split(Lines, '\n');
    for (StringRef &Line : Lines) {
      Starts.push_back(static_cast<size_t>(Line.data() - Text.data()));
      Line = Line.rtrim('\r');
    }
  }

  void draw() {
    findHold();
    std::set<unsigned> Shown = shownLines();
    unsigned Last = 0;
    for (unsigned Line : Shown) {
      if (Last && Line > Last + 1)
        row(held(Last) && held(Line) ? "gap held" : "gap", "", "⋯", {});
      source(Line);
      Last = Line;
    }
  }

private:
  /// From the acquisition to the last step after it in the same function.
  void findHold() {
    for (const Step &S : Steps) {
      if (!S.Inside)
        continue;
      if (S.Number == 1)
        First = End = S.Note->Where.Line;
      else if (First)
        End = std::max(End, S.Note->Where.Line);
    }
  }

  bool held(unsigned Line) const { return First && End > First && First <= Line && Line <= End; }

  std::set<unsigned> shownLines() const {
    std::set<unsigned> Shown;
    auto Add = [&](unsigned From, unsigned To) {
      for (unsigned L = std::max(From, 1u); L <= std::min<size_t>(To, Lines.size()); ++L)
        Shown.insert(L);
    };
    for (const Step &S : Steps)
      Add(S.Note->Where.Line > Context ? S.Note->Where.Line - Context : 1, S.Note->Where.Line + Context);
    if (First && End - First <= LongHold)
      Add(First, End);
    return Shown;
  }

  void row(StringRef Classes, StringRef Number, StringRef Text, StringRef Gutter) {
    Out << "<div class=\"row" << (Classes.empty() ? "" : " ") << Classes << "\"><span class=\"gutter\">"
        << Gutter << "</span><span class=\"number\">" << Number << "</span><span class=\"text\">" << Text
        << "</span></div>\n";
  }

  void source(unsigned Line) {
    std::string Classes, Dots;
    if (held(Line))
      Classes = Line == First ? "held first" : Line == End ? "held last" : "held";
    std::vector<const Step *> Here;
    for (const Step &S : Steps)
      if (S.Note->Where.Line == Line)
        Here.push_back(&S);
    if (!Here.empty()) {
      std::string Numbers;
      for (const Step *S : Here)
        Numbers += (Numbers.empty() ? "" : ",") + std::to_string(S->Number);
      Dots = "<span class=\"dot\">" + Numbers + "</span>";
      if (llvm::none_of(Here, [](const Step *S) { return S->Inside; }))
        Classes += Classes.empty() ? "away" : " away";
    }
    row(Classes, std::to_string(Line), marked(Line, Here), Dots);
    for (const Step *S : Here)
      row(held(Line) && Line != End ? "say held" : "say", "",
          std::to_string(S->Number) + ". " + xml(S->Note->Message), {});
  }

  /// The line with the ranges of its steps marked.
  std::string marked(unsigned Line, llvm::ArrayRef<const Step *> Here) const {
    StringRef Text = Lines[Line - 1];
    std::vector<bool> Mark(Text.size());
    for (const Step *S : Here) {
      const FilePlace &P = S->Note->Where;
      size_t Start = Starts[Line - 1];
      for (size_t I = 0; I < Text.size(); ++I)
        if (Start + I >= P.Begin && Start + I < P.End)
          Mark[I] = true;
    }
    std::string Result;
    for (size_t I = 0; I < Text.size();) {
      size_t To = I;
      while (To < Text.size() && Mark[To] == Mark[I])
        ++To;
      std::string Piece = xml(Text.slice(I, To));
      Result += Mark[I] ? "<mark>" + Piece + "</mark>" : Piece;
      I = To;
    }
    return Result;
  }

  std::vector<Step> Steps;
  llvm::raw_ostream &Out;
  llvm::SmallVector<StringRef, 0> Lines;
  std::vector<size_t> Starts;
  unsigned First = 0, End = 0;
};

} // namespace

void asyncsafe::drawPath(const Finding &F, const RenderOptions &Options, SourceCache &Sources,
                         llvm::raw_ostream &Out) {
  std::vector<Note> Path = pathOf(F);
  std::vector<std::string> Order; // files, as the path comes to them
  std::map<std::string, std::vector<Step>> ByFile;
  for (size_t I = 0; I < Path.size(); ++I) {
    const std::string &File = Path[I].Where.File;
    if (!llvm::is_contained(Order, File))
      Order.push_back(File);
    ByFile[File].push_back({static_cast<unsigned>(I + 1), &Path[I], Path[I].Function == F.Function});
  }
  for (const std::string &File : Order) {
    StringRef Text = Sources.text(File);
    Out << "<div class=\"source\"><span class=\"file\">" << xml(shownFrom(Options.WorkingDirectory, File))
        << "</span><div class=\"scroll\" tabindex=\"0\"><div class=\"lines\">\n";
    if (Text.empty()) {
      for (const Step &S : ByFile[File])
        Out << "<div class=\"row say\"><span class=\"gutter\"></span><span class=\"number\">"
            << S.Note->Where.Line << "</span><span class=\"text\">" << S.Number << ". "
            << xml(S.Note->Message) << "</span></div>\n";
    } else {
      FileBlock(Text, ByFile[File], Out).draw();
    }
    Out << "</div></div></div>\n";
  }
}
