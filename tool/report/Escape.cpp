//===- Escape.cpp - Escaping untrusted text -------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/report/Escape.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using namespace asyncsafe;
using llvm::StringRef;

namespace {
/// A character, or an invalid byte.
struct Piece {
  uint32_t Point = 0;
  StringRef Bytes;
  bool Valid = false;
};
} // namespace

/// Removes the first piece from \p Text.
static Piece take(StringRef &Text) {
  Piece P;
  auto *Begin = reinterpret_cast<const llvm::UTF8 *>(Text.begin()), *At = Begin;
  unsigned Length = llvm::getNumBytesForUTF8(*Begin);
  llvm::UTF32 Point = 0;
  P.Valid = Length <= Text.size() && llvm::convertUTF8Sequence(&At, Begin + Length, &Point,
                                                               llvm::strictConversion) == llvm::conversionOK;
  P.Point = P.Valid ? Point : *Begin;
  P.Bytes = Text.take_front(P.Valid ? Length : 1);
  Text = Text.drop_front(P.Bytes.size());
  return P;
}

/// A control character, or one that changes how its neighbours are shown.
static bool isInvisible(uint32_t C) {
  auto In = [C](uint32_t First, uint32_t Last) { return First <= C && C <= Last; };
  return C < 0x20 || In(0x7F, 0x9F)                  // C0, DEL, C1
         || C == 0xAD || C == 0x61C || C == 0x180E   // soft hyphen, Arabic mark, vowel separator
         || In(0x200B, 0x200F) || In(0x2028, 0x202E) // zero width, ends of lines, directions
         || In(0x2060, 0x206F) || C == 0xFEFF        // joiners, isolates, byte order mark
         || In(0xFFF9, 0xFFFB) || In(0xFDD0, 0xFDEF) // annotations, no characters
         || (C & 0xFFFE) == 0xFFFE                   // no characters, in every plane
         || In(0xE0000, 0xE0FFF);                    // tags
}

std::string asyncsafe::visible(StringRef Text, bool Lines) {
  std::string Result;
  while (!Text.empty()) {
    Piece P = take(Text);
    // "##[" and "##vso[" anywhere in a line are commands to the servers of two vendors.
    bool Command = P.Point == '#' && Result.size() && Result.back() == '#' &&
                   (Text.starts_with("[") || Text.starts_with("vso[") || Text.starts_with("teamcity["));
    if (!P.Valid)
      Result += "<" + llvm::toHex(P.Bytes) + ">";
    else if (P.Point == '\t' || (Lines && P.Point == '\n'))
      Result += P.Bytes;
    else if (isInvisible(P.Point) || Command)
      Result += llvm::formatv("<U+{0:X-4}>", P.Point).str();
    else
      Result += P.Bytes;
  }
  return Result;
}

std::string asyncsafe::xml(StringRef Text) {
  std::string Result;
  llvm::raw_string_ostream Out(Result);
  llvm::printHTMLEscaped(visible(Text), Out);
  return Result;
}

std::string asyncsafe::workflowValue(StringRef Text, bool Property) {
  std::string Result;
  // A command's text ends at the end of the line, a property's at a comma or colon too.
  for (char C : visible(Text, /*Lines=*/!Property)) {
    bool Special = C == '%' || C == '\n' || (Property && (C == ':' || C == ','));
    if (Special)
      Result += "%" + llvm::toHex(StringRef(&C, 1));
    else
      Result += C;
  }
  return Result;
}

void asyncsafe::writeJson(llvm::raw_ostream &Out, unsigned Indent,
                          llvm::function_ref<void(llvm::json::OStream &)> Write) {
  std::string Text;
  llvm::raw_string_ostream Stream(Text);
  llvm::json::OStream J(Stream, Indent);
  Write(J);
  J.flush();
  // Outside strings, JSON is ASCII, and LLVM escapes control characters: the rest is inside strings,
  // where an escape is equivalent.
  for (StringRef Rest = Text; !Rest.empty();) {
    Piece P = take(Rest);
    if (P.Point < 0x7F || !P.Valid || !isInvisible(P.Point)) {
      Out << P.Bytes;
      continue;
    }
    for (uint32_t Unit : {P.Point > 0xFFFF ? 0xD7C0 + (P.Point >> 10) : 0,
                          P.Point > 0xFFFF ? 0xDC00 + (P.Point & 0x3FF) : P.Point})
      if (Unit)
        Out << llvm::formatv("\\u{0:x-4}", Unit);
  }
  Out << '\n';
}
