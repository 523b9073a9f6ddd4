// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Text on its way out.
#include "tests/fuzz/Fuzz.h"
#include "tool/report/Escape.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using llvm::StringRef;

static void requireHarmless(StringRef Text, bool Lines) {
  REQUIRE(llvm::json::isUTF8(Text));
  for (size_t I = 0; I < Text.size(); ++I) {
    unsigned char C = static_cast<unsigned char>(Text[I]);
    REQUIRE((C >= 0x20 && C != 0x7F) || C == '\t' || (Lines && C == '\n'));
    REQUIRE(!(C == 0xC2 && static_cast<unsigned char>(Text[I + 1]) < 0xA0)); // C1
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  std::string_view Bytes = textOf(Data, Size);
  StringRef Text(Bytes.data(), Bytes.size());
  for (bool Lines : {false, true}) {
    std::string Shown = asyncsafe::visible(Text, Lines);
    requireHarmless(Shown, Lines);
    REQUIRE(asyncsafe::visible(Shown, Lines) == Shown);
  }
  std::string Element = asyncsafe::xml(Text);
  requireHarmless(Element, false);
  REQUIRE(StringRef(Element).find_first_of("<>\"'") == StringRef::npos);
  std::string Property = asyncsafe::workflowValue(Text, true);
  requireHarmless(Property, false);
  REQUIRE(StringRef(Property).find_first_of(":,\n") == StringRef::npos);
  requireHarmless(asyncsafe::workflowValue(Text, false), false);
  std::string Document;
  llvm::raw_string_ostream Out(Document);
  std::string Valid = llvm::json::isUTF8(Text) ? Text.str() : llvm::json::fixUTF8(Text);
  asyncsafe::writeJson(Out, 0, [&](llvm::json::OStream &J) { J.value(Valid); });
  requireHarmless(Document, true);
  auto Parsed = llvm::json::parse(Document);
  REQUIRE(Parsed && Parsed->getAsString() == StringRef(Valid)); // the same to its readers
  return 0;
}
