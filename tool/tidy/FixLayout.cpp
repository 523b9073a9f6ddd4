//===- FixLayout.cpp - Fix-its in the layout of their file ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/tidy/FixLayout.h"

#include "llvm/ADT/StringExtras.h"

using namespace asyncsafe;
using llvm::StringRef;

static constexpr StringRef Blanks = " \t";

static size_t lineBegin(StringRef Text, size_t Offset) {
  size_t Newline = Text.take_front(Offset).rfind('\n');
  return Newline == StringRef::npos ? 0 : Newline + 1;
}

static StringRef indentAt(StringRef Text, size_t Offset) {
  StringRef Line = Text.drop_front(lineBegin(Text, Offset));
  return Line.take_while([](char C) { return Blanks.contains(C); });
}

/// A deletion that leaves only blanks on its line removes the line, including the preceding line end;
/// behind other code, the blanks that separated it from that.
static void takeBlanks(Edit &E, StringRef Text) {
  size_t Begin = lineBegin(Text, E.Offset), End = E.Offset + E.Length;
  StringRef After = Text.drop_front(End);
  size_t Rest = After.size() - After.ltrim(Blanks).size();
  StringRef Tail = After.drop_front(Rest);
  bool EndsLine = Tail.starts_with("\n") || Tail.starts_with("\r\n");
  StringRef Before = Text.slice(Begin, E.Offset);
  if (StringRef Code = Before.rtrim(Blanks); !Code.empty()) {
    if (EndsLine || Rest > 0) {
      auto Separating = static_cast<unsigned>(Before.size() - Code.size());
      E.Offset -= Separating;
      E.Length += Separating;
    }
    return;
  }
  if (Begin == 0 || !EndsLine)
    return;
  Begin -= Text.take_front(Begin).ends_with("\r\n") ? 2 : 1;
  E.Offset = static_cast<unsigned>(Begin);
  E.Length = static_cast<unsigned>(End + Rest - Begin);
}

/// Replaces the blanks at the beginning of inserted lines with \p Indent.
static std::string reindented(StringRef Inserted, bool AtLineBegin, StringRef Indent, StringRef Newline) {
  std::string Out;
  bool Begins = AtLineBegin;
  while (!Inserted.empty()) {
    auto [Line, Rest] = Inserted.split('\n');
    bool Ends = Line.size() < Inserted.size();
    StringRef Words = Begins ? Line.ltrim(Blanks) : Line;
    if (Begins && (!Words.empty() || !Ends))
      Out += Indent;
    Out += Words;
    if (Ends)
      Out += Newline;
    Begins = Ends;
    Inserted = Rest;
  }
  return Out;
}

void asyncsafe::fitToFile(Finding &F, llvm::function_ref<StringRef(StringRef)> TextOf) {
  if (F.Fixes.empty())
    return;
  const Edit &First = F.Fixes.front();
  StringRef Anchor = TextOf(First.File);
  if (First.Offset > Anchor.size())
    return;
  std::string Indent = indentAt(Anchor, First.Offset).str();
  for (Edit &E : F.Fixes) {
    StringRef Text = TextOf(E.File);
    if (Text.empty() || E.Offset + E.Length > Text.size())
      continue;
    StringRef Newline = Text.contains("\r\n") ? "\r\n" : "\n";
    bool AtLineBegin = E.Length == 0 && lineBegin(Text, E.Offset) == E.Offset;
    if (E.Text.empty())
      takeBlanks(E, Text);
    else if (StringRef(E.Text).count('\n') == 1) // several lines keep their own indentation
      E.Text = reindented(E.Text, AtLineBegin, Indent, Newline);
  }
}
