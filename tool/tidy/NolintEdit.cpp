//===- NolintEdit.cpp - Suppressing a finding with NOLINT -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/tidy/NolintEdit.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"

using namespace asyncsafe;
using llvm::StringRef;

/// The end of the line, at \p End, is inside a token or comment that begins at \p Begin or later.
static bool endsWithinToken(StringRef Text, size_t Begin, size_t End, const clang::LangOptions &Language) {
  clang::Lexer Lexer(clang::SourceLocation(), Language, Text.begin(), Text.begin() + Begin, Text.end());
  Lexer.SetCommentRetentionState(true);
  for (;;) {
    clang::Token Token;
    bool Last = Lexer.LexFromRawLexer(Token);
    size_t After = Lexer.getBufferLocation() - Text.begin();
    if (After > End)
      return After - Token.getLength() < End;
    if (Last || Token.is(clang::tok::eof))
      return false;
  }
}

std::optional<Edit> asyncsafe::nolintEdit(const Finding &F, StringRef Text,
                                          const clang::LangOptions &Language) {
  if (F.Where.Begin >= Text.size())
    return std::nullopt;
  size_t LineBegin = Text.rfind('\n', F.Where.Begin) + 1; // without a line break: 0
  size_t End = std::min(Text.find_first_of("\r\n", F.Where.Begin), Text.size());
  StringRef Line = Text.slice(LineBegin, End);
  Edit E;
  E.File = F.Where.File;
  // A comment that lists checks of others is extended.
  if (size_t List = Line.find("NOLINT("); List != StringRef::npos)
    if (size_t Close = Line.find(')', List); Close != StringRef::npos) {
      E.Offset = static_cast<unsigned>(LineBegin + Close);
      E.Text = "," + F.Check;
      return E;
    }
  if (endsWithinToken(Text, F.Where.Begin, End, Language))
    return std::nullopt;
  // After a backslash, the next line would be part of the comment.
  bool Continues = Line.rtrim().ends_with("\\");
  size_t At = LineBegin + (Continues ? Line.rtrim().drop_back().rtrim() : Line.rtrim()).size();
  E.Offset = static_cast<unsigned>(At);
  E.Text =
      Continues || !Language.LineComment ? " /* NOLINT(" + F.Check + ") */" : " // NOLINT(" + F.Check + ")";
  return E;
}
