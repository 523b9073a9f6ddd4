//===- HtmlColours.cpp - Syntax colours -----------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/report/HtmlColours.h"

#include "clang/Basic/IdentifierTable.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Token.h"
#include "llvm/Support/Path.h"
#include <algorithm>

using namespace asyncsafe;
using llvm::StringRef;
namespace tok = clang::tok;

static clang::LangOptions languageOf(StringRef File) {
  clang::LangOptions Language;
  Language.C99 = Language.C11 = Language.LineComment = Language.Digraphs = true;
  if (llvm::sys::path::extension(File) != ".c")
    Language.CPlusPlus = Language.CPlusPlus11 = Language.CPlusPlus14 = Language.CPlusPlus17 =
        Language.CPlusPlus20 = Language.Coroutines = Language.Bool = true;
  return Language;
}

static char classOf(const clang::Token &Token, clang::IdentifierTable &Names,
                    const clang::LangOptions &Language) {
  if (Token.is(tok::comment))
    return HtmlColours::Comment;
  if (Token.is(tok::numeric_constant))
    return HtmlColours::Number;
  if (tok::isStringLiteral(Token.getKind()) ||
      Token.isOneOf(tok::char_constant, tok::wide_char_constant, tok::utf8_char_constant,
                    tok::utf16_char_constant, tok::utf32_char_constant, tok::header_name))
    return HtmlColours::Text;
  if (Token.is(tok::raw_identifier) && Names.get(Token.getRawIdentifier()).isKeyword(Language))
    return HtmlColours::Keyword;
  return HtmlColours::Plain;
}

const std::string &HtmlColours::of(StringRef File, StringRef Code) {
  auto [At, New] = Files.try_emplace(File);
  std::string &Classes = At->second;
  if (!New)
    return Classes;
  Classes.assign(Code.size(), Plain);
  clang::LangOptions Language = languageOf(File);
  clang::IdentifierTable Names(Language);
  clang::Lexer Lexer(clang::SourceLocation(), Language, Code.begin(), Code.begin(), Code.end());
  Lexer.SetCommentRetentionState(true);
  clang::Token Token;
  bool AfterHash = false;
  for (bool End = false; !End;) {
    End = Lexer.LexFromRawLexer(Token);
    size_t To = static_cast<size_t>(Lexer.getBufferLocation() - Code.begin());
    size_t From = To - std::min<size_t>(To, Token.getLength());
    bool Hash = Token.is(tok::hash) && Token.isAtStartOfLine();
    bool Name = AfterHash && Token.is(tok::raw_identifier);
    char Class = Hash || Name ? Directive : classOf(Token, Names, Language);
    std::fill(Classes.begin() + From, Classes.begin() + To, Class);
    AfterHash = Hash;
  }
  return Classes;
}
